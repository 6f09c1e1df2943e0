package io.brewprint.dsl;

import java.util.List;

/**
 * Where things stand in a text, index for index as in the document.
 *
 * @param heading the BLUEPRINT line
 * @param types one a type
 * @param variables one a variable
 * @param graphs one a graph
 */
public record TextPositions(Spot heading, List<Spot> types, List<Spot> variables, List<OfGraph> graphs) {
    /** A line with the columns of its first and second name; 0 where unknown. */
    public record Spot(int line, int first, int second) {
        public static final Spot NOWHERE = new Spot(0, 0, 0);
    }

    /** TextPositions within one graph. */
    record OfGraph(Spot heading, List<Spot> nodes, List<Spot> edges, List<Spot> comments) {}
}
