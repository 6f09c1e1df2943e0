package io.brewprint.translate;

import io.brewprint.blueprint.NodeCatalog;
import io.brewprint.blueprint.UnrealType;
import io.brewprint.clipboard.Literals;
import io.brewprint.dsl.CommentBox;
import io.brewprint.dsl.Document;
import io.brewprint.dsl.Dsl;
import io.brewprint.dsl.Graph;
import io.brewprint.dsl.Node;
import io.brewprint.dsl.Places;
import io.brewprint.dsl.Problem;
import io.brewprint.dsl.ProblemCode;
import io.brewprint.dsl.TypePath;
import io.brewprint.dsl.Variable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A DSL document as clipboard text that Unreal accepts: typed pins, links on both ends, ids derived from content. */
public final class ClipboardGenerator {
    private final NodeCatalog catalog;
    private final List<Problem> problems = new ArrayList<>();
    private final StringBuilder out = new StringBuilder();
    private final Map<String, Integer> numbers = new HashMap<>();
    private final Map<String, String> variables = new HashMap<>();
    private final Map<String, UnrealType> types = new HashMap<>();
    private final Places places;
    private final Map<String, Integer> held = new HashMap<>();
    private final Document document;
    private String asset = "";

    private ClipboardGenerator(NodeCatalog catalog, Document document, Places places) {
        this.catalog = catalog;
        this.document = document;
        this.places = places;
    }

    /** Writes all Blueprint graphs of a document; what cannot be pasted is left out and named. */
    public static Generated generate(Document document) {
        return generate(document, Dsl.places(""), NodeCatalog.standard());
    }

    /** As {@link #generate(Document)}, with a catalog of one's own; what cannot be written is named with its line. */
    public static Generated generate(Document document, Places places, NodeCatalog catalog) {
        var generator = new ClipboardGenerator(catalog, document, places);
        generator.document();
        return new Generated(generator.out.toString(), generator.problems);
    }

    private void document() {
        asset = document.name();
        for (TypePath type : document.types()) {
            types.put(type.name(), TypePaths.unreal(type));
        }
        for (Variable variable : document.variables()) {
            variables.put(variable.name(), variable.type());
        }
        for (int i = 0; i < document.graphs().size(); i++) {
            held.putIfAbsent(document.graphs().get(i).name(), i);
        }
        var inner = new HashSet<String>();
        document.graphs()
                .forEach(graph ->
                        graph.nodes().forEach(node -> node.attribute("@Graph").ifPresent(inner::add)));
        for (int i = 0; i < document.graphs().size(); i++) {
            Graph graph = document.graphs().get(i);
            if (graph.kind() == null && !inner.contains(graph.name())) {
                graph(graph, i);
                held.remove(graph.name());
            } else if (graph.kind() != null) {
                held.remove(graph.name());
                problems.add(ProblemCode.NOT_PASTEABLE.at(
                        places.graph(i),
                        0,
                        "graph '" + graph.name() + "' is a " + graph.kind()
                                + " graph; only Blueprint graphs can be written",
                        null));
            }
        }
        held.forEach((name, index) -> problems.add(ProblemCode.NOT_PASTEABLE.at(
                places.graph(index),
                0,
                "graph '" + name + "' is held by no node outside of it",
                "take [@Graph=..] away from the nodes within it")));
    }

    /** The graph that a collapsed node holds, within the node; the node says which by its name. */
    private void inner(Graph outer, NodeDraft draft, String owner) {
        String name = draft.attribute("@Graph");
        Integer index = held.remove(name);
        if (index == null || name.equals(outer.name())) {
            problems.add(ProblemCode.NOT_PASTEABLE.at(
                    0,
                    0,
                    "node " + draft.node.id() + ": there is no graph '" + name + "' for it, or another node holds it",
                    "give each collapsed node a GRAPH of its own"));
            return;
        }
        int start = out.length();
        graph(document.graphs().get(index), index);
        String body = out.substring(start).indent(6);
        out.setLength(start);
        line("Begin Object Class=/Script/Engine.EdGraph Name=" + Literals.quote(name));
        out.append(body);
        line("   Schema=\"/Script/CoreUObject.Class'/Script/BlueprintGraph.EdGraphSchema_K2'\"");
        int number = 0;
        for (String node : body.split("\n")) {
            // Only lines of this graph's own nodes: deeper ones are indented further.
            if (node.startsWith("      Begin Object Class=")) {
                String[] parts = node.strip().split("[ =]");
                line("   Nodes(" + number++ + ")=\"" + parts[3] + "'" + parts[5].replace("\"", "") + "'\"");
            }
        }
        line("   GraphGuid=" + guid(outer.name(), owner, name));
        line("End Object");
        line("BoundGraph=\"/Script/Engine.EdGraph'" + name + "'\"");
    }

    private void graph(Graph graph, int index) {
        var draft = new DraftedGraph(
                graph, catalog, types, variables, this::unique, (node, pin) -> guid(graph.name(), node, pin));
        for (int i : draft.unknown()) {
            Node node = graph.nodes().get(i);
            problems.add(ProblemCode.NOT_PASTEABLE.at(
                    places.node(index, i),
                    0,
                    "node " + node.id() + ": no Unreal class is known for '" + node.type() + "'",
                    "name it with [@Function=/Script/Module.Class:Name] or [@Class=..]"));
        }
        var place = new Placement(graph);
        draft.seats().values().forEach(seat -> write(graph, seat, place));
        for (int i = 0; i < graph.comments().size(); i++) {
            comment(
                    graph,
                    graph.comments().get(i),
                    place.around(graph.comments().get(i), i));
        }
    }

    private String unique(String nodeClass) {
        return nodeClass + "_" + (numbers.merge(nodeClass, 1, Integer::sum) - 1);
    }

    private void write(Graph graph, DraftedGraph.Seat seat, Placement place) {
        NodeDraft draft = seat.draft();
        begin(graph, draft.classPath, seat.name());
        if (!draft.attribute("@Graph").isEmpty()) {
            inner(graph, draft, seat.name());
        }
        for (String property : draft.properties) {
            if (!property.startsWith("CustomProperties")) {
                line(property);
            }
        }
        DerivedProperties.of(seat, catalog, asset).forEach(this::line);
        line("NodePosX=" + place.x(draft.node.id()));
        line("NodePosY=" + place.y(draft.node.id()));
        line("NodeGuid=" + guid(graph.name(), draft.node.id(), ""));
        seat.pins().values().forEach(pin -> out.append(pin.line(seat.name(), types)));
        for (String property : draft.properties) {
            if (property.startsWith("CustomProperties")) {
                line(property);
            }
        }
        out.append("End Object\n");
    }

    private void comment(Graph graph, CommentBox comment, Placement.Box box) {
        String name = unique("EdGraphNode_Comment");
        begin(graph, "/Script/UnrealEd.EdGraphNode_Comment", name);
        line("NodePosX=" + box.x());
        line("NodePosY=" + box.y());
        line("NodeWidth=" + box.width());
        line("NodeHeight=" + box.height());
        line("NodeComment=" + Literals.quote(comment.text()));
        line("NodeGuid=" + guid(graph.name(), name, comment.text()));
        out.append("End Object\n");
    }

    private void begin(Graph graph, String classPath, String name) {
        out.append("Begin Object Class=")
                .append(classPath)
                .append(" Name=")
                .append(Literals.quote(name))
                .append(" ExportPath=")
                .append(Literals.quote(
                        classPath + "'/Game/Brewprint/" + asset + "." + asset + ":" + graph.name() + "." + name + "'"))
                .append('\n');
    }

    private void line(String text) {
        out.append("   ").append(text).append('\n');
    }

    /** 32 hex digits that depend on nothing but what they name. */
    private String guid(String graph, String node, String pin) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(String.join("\0", asset, graph, node, pin).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 16).toUpperCase(Locale.ROOT);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
