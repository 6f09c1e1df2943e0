package io.brewprint.config;

import com.fasterxml.jackson.core.JsonLocation;
import java.io.Serializable;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where something is wrong.
 *
 * @param file its name, with / on every system; empty where no file is meant
 * @param line from 1; 0 for the whole file
 * @param column from 1; 0 for the whole line
 */
public record Where(String file, int line, int column) implements Serializable {
    /** No place at all. */
    public static final Where NOWHERE = new Where("", 0, 0);

    /** Makes the separators those of every system. */
    public Where {
        file = file.replace('\\', '/');
    }

    /** A whole file, or a folder. */
    public static Where in(Path file) {
        return in(file.toString());
    }

    /** The same by its name. */
    public static Where in(String file) {
        return new Where(file, 0, 0);
    }

    /** A place in a text whose file the caller names later. */
    public static Where at(int line, int column) {
        return new Where("", line, column);
    }

    /** Where a reader of JSON stood; the whole text where it does not say. */
    public static Where at(@Nullable JsonLocation place) {
        return place == null ? NOWHERE : at(place.getLineNr(), place.getColumnNr());
    }

    /** The same place in this file, unless it names one already. */
    public Where orIn(String name) {
        return file.isEmpty() ? new Where(name, line, column) : this;
    }

    /** {@code file:line:column}, or what is known of it; empty for no place. */
    public String text() {
        String place = line == 0 ? "" : line + ":" + Math.max(1, column);
        return file.isEmpty() ? place : place.isEmpty() ? file : file + ":" + place;
    }
}
