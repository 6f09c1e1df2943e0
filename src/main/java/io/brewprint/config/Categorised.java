package io.brewprint.config;

/** An error that knows its own category, so that whoever sorts errors need not know its type. */
public interface Categorised {
    /** What kind of failure. */
    ErrorCategory category();
}
