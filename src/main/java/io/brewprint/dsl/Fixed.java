package io.brewprint.dsl;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A text with its certain quick-fixes.
 *
 * @param text the text; lines that needed no fix are as they were
 * @param fixes one a line, in the order of the lines
 */
public record Fixed(String text, List<Fix> fixes) {
    /**
     * One line put right.
     *
     * @param line of the text as it was, from 1
     * @param before the line as it was, without the blanks around it
     * @param after the line as it is now; null where it was taken out
     */
    public record Fix(int line, String before, @Nullable String after) {}

    /** Copies the list. */
    public Fixed {
        fixes = List.copyOf(fixes);
    }
}
