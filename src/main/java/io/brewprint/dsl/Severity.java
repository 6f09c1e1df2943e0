package io.brewprint.dsl;

/** How grave a problem is. */
public enum Severity {
    /** The text is not valid. */
    ERROR,
    /** Valid, and probably not what was meant. */
    WARNING,
    /** Read as meant, with a better way to write it. */
    HINT
}
