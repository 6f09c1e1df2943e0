package io.brewprint.clipboard;

/**
 * One repair of a damaged text.
 *
 * @param kind what was damaged
 * @param line from 1
 * @param column from 1
 * @param message what was found and how it was read
 */
public record Diagnostic(Kind kind, int line, int column, String message) {
    /** What was damaged. */
    public enum Kind {
        /** A second paste begins in the middle of a line. */
        GLUED,
        /** An object has no End Object and another begins. */
        MISSING_END,
        /** The text ends within an object. */
        CUT_OFF,
        /** An End Object without a Begin Object. */
        STRAY_END,
        /** A line that is none of the four kinds. */
        BAD_LINE,
        /** An object without a name. */
        NO_NAME,
        /** A pin whose brackets or quotes do not close. */
        BAD_PIN,
        /** HTML entities in place of quotes. */
        ENTITIES,
        /** Bytes that are no UTF-8. */
        ENCODING,
        /** A link that only one of its ends knows. */
        ONE_SIDED,
        /** A link to a pin that its node does not have, or between two pins of one direction. */
        BAD_LINK
    }
}
