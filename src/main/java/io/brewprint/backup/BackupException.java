package io.brewprint.backup;

/** A backup that is not there, is damaged or cannot be made; the message is one line with a remedy. */
public final class BackupException extends Exception {
    private static final long serialVersionUID = 1L;

    BackupException(String message) {
        super(message);
    }
}
