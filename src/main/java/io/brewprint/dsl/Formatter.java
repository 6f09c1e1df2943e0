package io.brewprint.dsl;

import io.brewprint.blueprint.NodeCatalog;
import io.brewprint.dsl.TextPositions.Spot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The canonical text with the remarks of the original: each stands before, or at the end of, the line it stood with.
 */
final class Formatter {
    private final List<String> lines;
    private final TreeMap<Integer, Integer> newPlaces = new TreeMap<>();

    private Formatter(Document document, Document original, TextPositions positions) {
        lines = new ArrayList<>(List.of(Printer.print(document).split("\n")));
        int at = 0;
        place(positions.heading(), at++);
        at += document.parent() == null ? 0 : 1;
        at += document.category() == null ? 0 : 1;
        for (Spot type : positions.types()) {
            place(type, at++);
        }
        for (Spot variable : positions.variables()) {
            place(variable, at++);
        }
        for (int i = 0; i < positions.graphs().size(); i++) {
            TextPositions.OfGraph graph = positions.graphs().get(i);
            place(graph.heading(), at++);
            // A literal source became an attribute: such a line has no place of its own any more.
            for (List<Spot> part :
                    List.of(graph.nodes(), edges(original.graphs().get(i), graph), graph.comments())) {
                for (Spot spot : part) {
                    place(spot, at++);
                }
            }
        }
    }

    /** Where the wires stand in the order of the canonical text, exec first. */
    private static List<Spot> edges(Graph graph, TextPositions.OfGraph spots) {
        var ordered = new ArrayList<Spot>();
        for (Edge.Kind kind : Edge.Kind.values()) {
            for (int i = 0; i < graph.edges().size(); i++) {
                if (graph.edges().get(i).kind() == kind) {
                    ordered.add(spots.edges().get(i));
                }
            }
        }
        return ordered;
    }

    static String format(Draft draft, NodeCatalog catalog) {
        Document original = draft.document();
        var formatter = new Formatter(new Canonical(catalog).of(original), original, draft.positions());
        return formatter.with(draft.remarks);
    }

    private void place(Spot spot, int line) {
        newPlaces.putIfAbsent(spot.line(), line);
    }

    private String with(List<Draft.Remark> remarks) {
        Map<Integer, List<String>> before = new TreeMap<>();
        for (Draft.Remark remark : remarks) {
            Integer own = remark.trailing() ? newPlaces.get(remark.line()) : null;
            if (own != null) {
                lines.set(own, lines.get(own) + "  " + remark.text());
            } else {
                var next = newPlaces.ceilingEntry(remark.line());
                int place = next == null ? lines.size() : next.getValue();
                before.computeIfAbsent(place, key -> new ArrayList<>()).add(remark.text());
            }
        }
        var out = new StringBuilder();
        for (int i = 0; i <= lines.size(); i++) {
            before.getOrDefault(i, List.of()).forEach(text -> out.append(text).append('\n'));
            if (i < lines.size()) {
                out.append(lines.get(i)).append('\n');
            }
        }
        return out.toString();
    }
}
