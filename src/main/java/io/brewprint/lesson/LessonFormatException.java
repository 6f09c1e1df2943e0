package io.brewprint.lesson;

/** A file that is no lesson; the message names file, place and fault in one line. */
public class LessonFormatException extends RuntimeException {
    /** Says what is wrong. */
    public LessonFormatException(String message) {
        super(message);
    }
}
