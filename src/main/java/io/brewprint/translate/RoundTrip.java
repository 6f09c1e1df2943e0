package io.brewprint.translate;

import io.brewprint.blueprint.CanonicalHash;
import io.brewprint.blueprint.LabelledGraph;
import io.brewprint.blueprint.NodeCatalog;
import io.brewprint.clipboard.Clip;
import io.brewprint.clipboard.ClipboardParser;
import io.brewprint.dsl.Dsl;
import io.brewprint.dsl.Graph;
import io.brewprint.dsl.Problem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Text to DSL to text to DSL: the two DSL texts, and the graphs of the two clipboard texts, compared.
 *
 * @param outcome what came of it
 * @param differences what differs, or why nothing could be compared; at most 20 lines
 */
public record RoundTrip(Outcome outcome, List<String> differences) {
    private static final int MOST = 20;

    /** What came of the way there and back. */
    public enum Outcome {
        /** The same DSL and the same graph. */
        SAME,
        /** Something is not the same. */
        DIFFERENT,
        /** A graph of a kind that is translated one way only. */
        ONE_WAY
    }

    /** Copies the list. */
    public RoundTrip {
        differences = List.copyOf(differences);
    }

    /** True unless something differs. */
    public boolean isSound() {
        return outcome != Outcome.DIFFERENT;
    }

    /** Goes the way back from a translation of {@code clip} and forth again. */
    public static RoundTrip of(Clip clip, Translation first, String fileName) {
        return of(clip, first, fileName, NodeCatalog.standard());
    }

    /** The same with the catalog that the translation went by. */
    public static RoundTrip of(Clip clip, Translation first, String fileName, NodeCatalog catalog) {
        List<String> kinds = first.document().graphs().stream()
                .filter(graph -> graph.kind() != null)
                .map(Graph::kind)
                .distinct()
                .map(String::valueOf)
                .toList();
        if (!kinds.isEmpty()) {
            return new RoundTrip(
                    Outcome.ONE_WAY, List.of(String.join(", ", kinds) + " graphs are translated one way only"));
        }
        var found = new ArrayList<String>();
        Generated generated = ClipboardGenerator.generate(first.document(), Dsl.places(""), catalog);
        generated.problems().stream().map(Problem::message).forEach(found::add);
        if (!generated.text().isEmpty()) {
            Clip back = ClipboardParser.parse(generated.text());
            lines(first.dsl(), new Translator(catalog).translate(back, fileName).dsl(), found);
            graphs(ClipGraph.of(clip), ClipGraph.of(back), found);
        }
        return new RoundTrip(
                found.isEmpty() ? Outcome.SAME : Outcome.DIFFERENT,
                found.size() > MOST ? found.subList(0, MOST) : found);
    }

    private static void lines(String first, String second, List<String> found) {
        if (first.equals(second)) {
            return;
        }
        String[] a = first.split("\n", -1);
        String[] b = second.split("\n", -1);
        for (int i = 0; i < Math.max(a.length, b.length) && found.size() < MOST; i++) {
            String x = i < a.length ? a[i] : "";
            String y = i < b.length ? b[i] : "";
            if (!x.equals(y)) {
                found.add("DSL line " + (i + 1) + ": " + shown(x) + " became " + shown(y));
            }
        }
    }

    private static void graphs(LabelledGraph first, LabelledGraph second, List<String> found) {
        if (CanonicalHash.of(first).equals(CanonicalHash.of(second))) {
            return;
        }
        int before = found.size();
        missing(first.labels(), second.labels(), "node", found);
        missing(wires(first), wires(second), "link", found);
        if (found.size() == before) {
            found.add("the same nodes are wired otherwise");
        }
    }

    private static List<String> wires(LabelledGraph graph) {
        var wires = new ArrayList<String>();
        graph.edges()
                .forEach(edge -> wires.add(graph.labels().get(edge.from()) + " " + edge.label() + " "
                        + graph.labels().get(edge.to())));
        return wires;
    }

    private static void missing(List<String> first, List<String> second, String what, List<String> found) {
        Map<String, Integer> counts = new HashMap<>();
        first.forEach(item -> counts.merge(item, 1, Integer::sum));
        second.forEach(item -> counts.merge(item, -1, Integer::sum));
        var items = new ArrayList<>(counts.keySet());
        Collections.sort(items);
        for (String item : items) {
            int count = counts.getOrDefault(item, 0);
            if (count != 0) {
                found.add(what + (count > 0 ? " gone: " : " new: ") + shown(item));
            }
        }
    }

    private static String shown(String text) {
        String line = text.isEmpty() ? "(nothing)" : text;
        return line.length() > 160 ? line.substring(0, 157) + "..." : line;
    }
}
