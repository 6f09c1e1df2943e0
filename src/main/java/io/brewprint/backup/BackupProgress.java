package io.brewprint.backup;

/** Who is told how far a backup or a restore is; called for every file, so an answer must be quick. */
public interface BackupProgress {
    /** Hears nothing. */
    BackupProgress NONE = (doing, done, total) -> {};

    /**
     * One more file.
     *
     * @param doing what is done to it, such as {@code reading}
     * @param total how many there are; 0 where nobody knows
     */
    void at(String doing, long done, long total);
}
