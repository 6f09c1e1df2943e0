package io.brewprint.dsl;

import java.util.List;

/**
 * What parsing gives: as much of a document as the text holds, and what was wrong with the lines.
 *
 * @param document everything that could be read
 * @param problems one for each bad line, in reading order
 */
public record Parsed(Document document, List<Problem> problems) {
    /** Copies the list. */
    public Parsed {
        problems = List.copyOf(problems);
    }
}
