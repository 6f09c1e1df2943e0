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
import io.brewprint.translate.Roles.Role;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

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

    Report report(Wiring wiring, Roles roles, String dsl) {
        Document read = Dsl.parse(dsl).document();
        for (int i = 0; i < read.graphs().size(); i++) {
            count(read.graphs().get(i), i < orders.size() ? orders.get(i) : List.of());
        }
        var census = new Census(clip);
        var generic = new TreeSet<String>();
        for (ClipObject object : clip.objects()) {
            if (roles.of(object) == Role.NODE && !catalog.knowsClass(object.className())) {
                generic.add(object.className().isEmpty() ? "(no class)" : object.className());
            }
        }
        var diagnostics = new ArrayList<>(clip.diagnostics());
        diagnostics.addAll(wiring.diagnostics());
        return new Report(new Count(census.nodes(), nodes), new Count(census.links(), links),
                new Count(census.defaults(), defaults), new Count(census.comments(), comments), census.outside(),
                List.copyOf(generic), lost(diagnostics), classes(census), diagnostics);
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
            int values = "RigVM".equals(graph.kind()) ? 0 : (int) node.attributes().stream()
                    .filter(attribute -> !catalog.isKey(node.type(), attribute.name())).count();
            defaults += values;
            int[] sums = byClass.computeIfAbsent(type, key -> new int[3]);
            sums[0]++;
            sums[2] += values;
        }
        for (Edge edge : graph.edges()) {
            byClass.computeIfAbsent(classes.getOrDefault(edge.to().node(), ""), key -> new int[3])[1]++;
        }
    }

    private List<ClassReport> classes(Census census) {
        var names = new TreeSet<>(byClass.keySet());
        names.addAll(census.byClass().keySet());
        var classes = new ArrayList<ClassReport>();
        for (String name : names) {
            int[] in = census.byClass().getOrDefault(name, new int[3]);
            int[] out = byClass.getOrDefault(name, new int[3]);
            classes.add(new ClassReport(name.isEmpty() ? "(no class)" : name, !catalog.knowsClass(name),
                    new Count(in[0], out[0]), new Count(in[1], out[1]), new Count(in[2], out[2])));
        }
        return classes;
    }

    private List<String> lost(List<Diagnostic> diagnostics) {
        var lost = new ArrayList<String>();
        for (Diagnostic diagnostic : diagnostics) {
            switch (diagnostic.kind()) {
                case BAD_LINE, BAD_PIN, NO_NAME, BAD_LINK, CUT_OFF ->
                        lost.add("line " + diagnostic.line() + ": " + diagnostic.message());
                default -> { }
            }
        }
        int composites = 0;
        for (ClipObject object : clip.objects()) {
            composites += object.className().equals("K2Node_Composite") && !object.children().isEmpty() ? 1 : 0;
        }
        if (composites > 0) {
            lost.add("links within " + composites + " collapsed graphs");
        }
        return lost;
    }
}
