package io.brewprint.translate;

import io.brewprint.blueprint.NodeCatalog;
import io.brewprint.blueprint.NodeType.PinName;
import io.brewprint.blueprint.PinSpec;
import io.brewprint.blueprint.UnrealType;
import io.brewprint.clipboard.Literals;
import io.brewprint.dsl.Attribute;
import io.brewprint.dsl.CommentBox;
import io.brewprint.dsl.Document;
import io.brewprint.dsl.Dsl;
import io.brewprint.dsl.Edge;
import io.brewprint.dsl.Graph;
import io.brewprint.dsl.Node;
import io.brewprint.dsl.PinRef;
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
import java.util.LinkedHashMap;
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
            types.put(type.name(), new UnrealType(type.category(), "", type.path(), "None"));
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
        var drafts = new LinkedHashMap<String, NodeDraft>();
        var names = new HashMap<String, String>();
        for (int i = 0; i < graph.nodes().size(); i++) {
            Node node = graph.nodes().get(i);
            var draft = new NodeDraft(node, catalog, types);
            if (!draft.isPasteable()) {
                problems.add(ProblemCode.NOT_PASTEABLE.at(
                        places.node(index, i),
                        0,
                        "node " + node.id() + ": no Unreal class is known for '" + node.type() + "'",
                        "name it with [@Function=/Script/Module.Class:Name] or [@Class=..]"));
                continue;
            }
            drafts.putIfAbsent(node.id(), draft);
            names.putIfAbsent(node.id(), unique(draft.className()));
        }
        var pins = new HashMap<String, Map<String, PinDraft>>();
        drafts.forEach((id, draft) -> pins.put(id, new LinkedHashMap<>()));
        for (Edge edge : graph.edges()) {
            wire(graph, edge, drafts, names, pins);
        }
        var place = new Placement(graph);
        drafts.forEach((id, draft) -> {
            settle(graph, draft, pins.getOrDefault(id, Map.of()));
            write(graph, draft, names.getOrDefault(id, id), place, pins.getOrDefault(id, Map.of()));
        });
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

    private void wire(
            Graph graph,
            Edge edge,
            Map<String, NodeDraft> drafts,
            Map<String, String> names,
            Map<String, Map<String, PinDraft>> pins) {
        NodeDraft from = drafts.get(edge.from().node());
        NodeDraft to = drafts.get(edge.to().node());
        if (from == null || to == null) {
            return;
        }
        boolean exec = edge.kind() == Edge.Kind.EXEC;
        PinDraft output = pin(graph, from, edge.from(), true, exec, pins);
        PinDraft input = pin(graph, to, edge.to(), false, exec, pins);
        output.type = output.type == null ? edge.type() : output.type;
        input.type = input.type == null ? edge.type() : input.type;
        output.links.add(names.get(edge.to().node()) + " " + input.id);
        input.links.add(names.get(edge.from().node()) + " " + output.id);
    }

    private PinDraft pin(
            Graph graph,
            NodeDraft draft,
            PinRef ref,
            boolean output,
            boolean exec,
            Map<String, Map<String, PinDraft>> pins) {
        Map<String, PinDraft> own = pins.getOrDefault(ref.node(), new LinkedHashMap<>());
        return own.computeIfAbsent(
                (output ? ">" : "<") + (exec ? "!" : "") + ref.pin(),
                key -> draft(graph, draft, ref.pin(), output, exec));
    }

    private PinDraft draft(Graph graph, NodeDraft draft, String name, boolean output, boolean exec) {
        String id = guid(graph.name(), draft.node.id(), (output ? ">" : "<") + (exec ? "!" : "") + name);
        return new PinDraft(unrealName(draft, name, output, exec), output, exec, id);
    }

    /** Values, the catalog's other pins, and types. */
    private void settle(Graph graph, NodeDraft draft, Map<String, PinDraft> pins) {
        for (Attribute attribute : draft.node.attributes()) {
            if (!catalog.isKey(draft.node.type(), attribute.name())) {
                pins.computeIfAbsent("<" + attribute.name(), key -> draft(graph, draft, attribute.name(), false, false))
                                .value =
                        attribute.value();
            }
        }
        for (PinSpec spec : catalog.pins(draft.node.type())) {
            PinDraft pin = pins.computeIfAbsent(
                    (spec.output() ? ">" : "<") + (spec.isExec() ? "!" : "") + spec.name(),
                    key -> draft(graph, draft, spec.name(), spec.output(), spec.isExec()));
            // A wire knows the type better than the catalog where that is open, and what a node gives always.
            boolean open = spec.output()
                    || spec.type().contains("Wildcard")
                    || spec.type().equals("Object");
            pin.type = open && pin.type != null ? pin.type : spec.type();
            if (spec.type().contains("Wildcard") && pin.type != null && !pin.type.contains("Wildcard")) {
                draft.resolve(pin.type);
            }
            pin.own = spec.ownDefault();
            // What a wire hangs on must be seen.
            pin.hidden = spec.hidden() && pin.links.isEmpty();
            if (spec.hidden() && spec.type().endsWith("Library") && pin.links.isEmpty()) {
                pin.value = "/Script/Engine.Default__" + spec.type();
            }
        }
        String variable = variables.get(draft.attribute("VarName"));
        for (PinDraft pin : pins.values()) {
            if (variable != null
                    && (pin.unrealName.equals(draft.attribute("VarName")) || pin.unrealName.equals("Output_Get"))) {
                pin.type = variable;
            }
        }
    }

    private static String unrealName(NodeDraft draft, String name, boolean output, boolean exec) {
        if (draft.className().startsWith("K2Node_Variable") && !exec && name.equals("Value")) {
            boolean get = draft.className().equals("K2Node_VariableGet");
            return get || !output ? draft.attribute("VarName") : "Output_Get";
        }
        if (draft.known != null) {
            for (PinName pin : draft.known.pins()) {
                int star = pin.dsl().indexOf('*');
                if (star < 0 && pin.dsl().equals(name)) {
                    return pin.unreal();
                }
                if (star >= 0 && exec && output && name.startsWith(pin.dsl().substring(0, star))) {
                    return pin.unreal().replace("*", name.substring(star));
                }
            }
        }
        if (output && !exec && draft.className().endsWith("DynamicCast")) {
            return PinNames.unrealCastResult(name);
        }
        return switch (name) {
            case "Execute" -> exec ? "execute" : name;
            case "Then", "CastSucceeded" -> exec ? "then" : name;
            case "Target" -> output ? name : "self";
            default -> name;
        };
    }

    private void write(Graph graph, NodeDraft draft, String name, Placement place, Map<String, PinDraft> pins) {
        begin(graph, draft.classPath, name);
        if (!draft.attribute("@Graph").isEmpty()) {
            inner(graph, draft, name);
        }
        for (String property : draft.properties) {
            if (!property.startsWith("CustomProperties")) {
                line(property);
            }
        }
        line("NodePosX=" + place.x(draft.node.id()));
        line("NodePosY=" + place.y(draft.node.id()));
        line("NodeGuid=" + guid(graph.name(), draft.node.id(), ""));
        pins.values().forEach(pin -> out.append(pin.line(types)));
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
