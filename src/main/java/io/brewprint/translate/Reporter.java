package io.brewprint.translate;

import io.brewprint.blueprint.NodeCatalog;
import io.brewprint.clipboard.Clip;
import io.brewprint.clipboard.ClipObject;
import io.brewprint.clipboard.Diagnostic;
import io.brewprint.dsl.Document;
import io.brewprint.dsl.Dsl;
import io.brewprint.dsl.Edge;
import io.brewprint.dsl.Graph;
import io.brewprint.dsl.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToIntFunction;

/** Counts what came out, in the DSL text read again, and sets it against the {@link Census} of what went in. */
final class Reporter {
    private final NodeCatalog catalog;
    private final Clip clip;
    private final List<List<ClipObject>> orders;
    private final Map<String, int[]> byClass = new TreeMap<>();
    private int nodes;
    private int links;
    private int defaults;
    private int comments;

    /** @param orders the objects of each graph in the order of its nodes */
    Reporter(NodeCatalog catalog, Clip clip, List<List<ClipObject>> orders) {
        this.catalog = catalog;
        this.clip = clip;
        this.orders = orders;
    }

    Report report(List<Census> census, List<Diagnostic> wiring, String dsl) {
        Document read = Dsl.parse(dsl).document();
        for (int i = 0; i < read.graphs().size(); i++) {
            count(read.graphs().get(i), i < orders.size() ? orders.get(i) : List.of());
        }
        var generic = new TreeSet<String>();
        for (List<ClipObject> order : orders) {
            for (ClipObject object : order) {
                if (!catalog.knowsClass(object.className())) {
                    generic.add(object.className().isEmpty() ? "(no class)" : object.className());
                }
            }
        }
        var diagnostics = new ArrayList<>(clip.diagnostics());
        diagnostics.addAll(wiring);
        return new Report(
                new Count(sum(census, Census::nodes), nodes),
                new Count(sum(census, Census::links), links),
                new Count(sum(census, Census::defaults), defaults),
                new Count(sum(census, Census::comments), comments),
                sum(census, Census::outside),
                List.copyOf(generic),
                lost(diagnostics),
                classes(census),
                diagnostics);
    }

    private static int sum(List<Census> census, ToIntFunction<Census> count) {
        return census.stream().mapToInt(count).sum();
    }

    private void count(Graph graph, List<ClipObject> order) {
        var classes = new HashMap<String, String>();
        nodes += graph.nodes().size();
        links += graph.edges().size();
        comments += graph.comments().size();
        for (int i = 0; i < graph.nodes().size(); i++) {
            Node node = graph.nodes().get(i);
            String type = i < order.size() ? order.get(i).className() : "";
            classes.put(node.id(), type);
            int values = "RigVM".equals(graph.kind())
                    ? 0
                    : (int) node.attributes().stream()
                            .filter(attribute -> !catalog.isKey(node.type(), attribute.name()))
                            .count();
            defaults += values;
            int[] sums = byClass.computeIfAbsent(type, key -> new int[3]);
            sums[0]++;
            sums[2] += values;
        }
        for (Edge edge : graph.edges()) {
            byClass.computeIfAbsent(classes.getOrDefault(edge.to().node(), ""), key -> new int[3])[1]++;
        }
    }

    private List<ClassReport> classes(List<Census> census) {
        Map<String, int[]> before = new HashMap<>();
        for (Census level : census) {
            level.byClass().forEach((name, counts) -> {
                int[] sums = before.computeIfAbsent(name, key -> new int[3]);
                for (int i = 0; i < sums.length; i++) {
                    sums[i] += counts[i];
                }
            });
        }
        var names = new TreeSet<>(byClass.keySet());
        names.addAll(before.keySet());
        var classes = new ArrayList<ClassReport>();
        for (String name : names) {
            int[] in = before.getOrDefault(name, new int[3]);
            int[] out = byClass.getOrDefault(name, new int[3]);
            classes.add(new ClassReport(
                    name.isEmpty() ? "(no class)" : name,
                    !catalog.knowsClass(name),
                    new Count(in[0], out[0]),
                    new Count(in[1], out[1]),
                    new Count(in[2], out[2])));
        }
        return classes;
    }

    private static List<String> lost(List<Diagnostic> diagnostics) {
        var lost = new ArrayList<String>();
        for (Diagnostic diagnostic : diagnostics) {
            switch (diagnostic.kind()) {
                case BAD_LINE, BAD_PIN, NO_NAME, BAD_LINK, CUT_OFF ->
                    lost.add("line " + diagnostic.line() + ": " + diagnostic.message());
                default -> {}
            }
        }
        return lost;
    }
}
