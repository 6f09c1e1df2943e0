package io.brewprint.llama;

/** A model file that cannot be used; the message names the file and what is wrong with it, for people. */
public class ModelFormatException extends RuntimeException {
    /** Says what is wrong, in one line. */
    public ModelFormatException(String message) {
        super(message);
    }
}
