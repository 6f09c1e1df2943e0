package io.brewprint.dsl;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.brewprint.blueprint.NodeCatalog;
import io.brewprint.blueprint.NodeType;
import io.brewprint.config.Fault;
import io.brewprint.config.Json;
import io.brewprint.config.Where;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The original's intermediate form of a document: {@code metadata}, {@code variables}, {@code nodes} with class,
 * function and position, {@code connections} of type exec, data or data_literal.
 *
 * <p>It knows one graph and no comments; where a document has more, {@code graphs} lists them, each node and connection
 * names its own by index, and {@code comments} holds the comments.
 */
public final class IrJson {
    private static final String REMEDY = "brewprint ir FILE.dsl shows the form";

    private static final int COLUMN = 300;
    private static final int ROW = 150;

    private IrJson() {}

    /** The document as JSON, with a line break at its end. */
    public static String write(Document document) {
        return write(document, NodeCatalog.standard());
    }

    /** The same with a catalog of one's own, which tells classes and functions. */
    public static String write(Document document, NodeCatalog catalog) {
        ObjectNode root = Json.PLAIN.createObjectNode();
        ObjectNode metadata = root.putObject("metadata");
        metadata.put("name", document.name()).put("parent_class", document.parent());
        metadata.put("category", document.category());
        ArrayNode variables = root.putArray("variables");
        for (Variable variable : document.variables()) {
            variables
                    .addObject()
                    .put("name", variable.name())
                    .put("type", variable.type())
                    .put("default", variable.defaultValue());
        }
        if (!document.types().isEmpty()) {
            ArrayNode types = root.putArray("types");
            document.types()
                    .forEach(type -> types.addObject()
                            .put("name", type.name())
                            .put("category", type.category())
                            .put("path", type.path()));
        }
        ArrayNode nodes = root.putArray("nodes");
        ArrayNode connections = root.putArray("connections");
        boolean plain = document.graphs().size() == 1
                && document.graphs().getFirst().kind() == null
                && document.graphs().getFirst().name().equals("EventGraph");
        for (int i = 0; i < document.graphs().size(); i++) {
            graph(document.graphs().get(i), plain ? -1 : i, catalog, nodes, connections);
        }
        if (!plain) {
            ArrayNode graphs = root.putArray("graphs");
            document.graphs()
                    .forEach(graph ->
                            graphs.addObject().put("name", graph.name()).put("kind", graph.kind()));
        }
        comments(document, root);
        return root.toPrettyString() + "\n";
    }

    private static void graph(Graph graph, int index, NodeCatalog catalog, ArrayNode nodes, ArrayNode connections) {
        Map<String, int[]> places = IrPlaces.of(graph, COLUMN, ROW);
        for (Node node : graph.nodes()) {
            ObjectNode out = nodes.addObject();
            out.put("id", node.id()).put("dsl_type", node.type());
            ObjectNode params = out.putObject("params");
            node.attributes().forEach(attribute -> params.put(attribute.name(), attribute.value()));
            unreal(node, catalog, out);
            int[] place = places.getOrDefault(node.id(), new int[2]);
            out.putArray("position").add(place[0]).add(place[1]);
            number(out, index);
        }
        for (Edge edge : graph.edges()) {
            ObjectNode out = connections.addObject();
            out.put("type", edge.kind() == Edge.Kind.EXEC ? "exec" : "data");
            out.put("src_node", edge.from().node()).put("src_pin", edge.from().pin());
            out.put("dst_node", edge.to().node()).put("dst_pin", edge.to().pin());
            if (edge.type() != null) {
                out.put("data_type", edge.type());
            }
            number(out, index);
        }
    }

    private static void number(ObjectNode out, int index) {
        if (index >= 0) {
            out.put("graph", index);
        }
    }

    private static void unreal(Node node, NodeCatalog catalog, ObjectNode out) {
        NodeType type = catalog.byName(node.type()).orElse(null);
        if (type != null) {
            out.put("ue_class", "U" + type.className());
            if (!type.member().isEmpty()) {
                out.put(
                        type.className().equals("K2Node_Event") ? "ue_event" : "ue_function",
                        type.className().equals("K2Node_Event") ? type.memberName() : type.member());
            }
            catalog.rule(type.className()).keys().stream()
                    .findFirst()
                    .ifPresent(key -> out.put("param_key", key.attribute()));
            if (node.type().startsWith("Variable")) {
                out.put("param_key", "VarName");
            }
        } else if (node.type().startsWith("CastTo")) {
            out.put("ue_class", "UK2Node_DynamicCast")
                    .put("cast_class", node.type().substring("CastTo".length()));
        } else {
            String function = node.attribute("@Function").orElse("");
            out.put("ue_class", function.isEmpty() ? "UNMAPPED" : "UK2Node_CallFunction");
            if (!function.isEmpty()) {
                out.put("ue_function", function);
            }
        }
    }

    private static void comments(Document document, ObjectNode root) {
        if (document.graphs().stream().allMatch(graph -> graph.comments().isEmpty())) {
            return;
        }
        ArrayNode comments = root.putArray("comments");
        for (int i = 0; i < document.graphs().size(); i++) {
            for (CommentBox comment : document.graphs().get(i).comments()) {
                ObjectNode out =
                        comments.addObject().put("text", comment.text()).put("graph", i);
                comment.nodes().forEach(out.putArray("nodes")::add);
                ObjectNode params = out.putObject("params");
                comment.attributes().forEach(attribute -> params.put(attribute.name(), attribute.value()));
            }
        }
    }

    /**
     * Reads a document.
     *
     * @throws Fault when the text is no JSON or not of this form
     */
    public static Document read(String json) {
        JsonNode root;
        try {
            root = Json.PLAIN.readTree(json);
        } catch (JsonProcessingException e) {
            throw new Fault("not_ir", "not JSON: " + e.getOriginalMessage(), Where.at(e.getLocation()), REMEDY);
        }
        if (!root.path("nodes").isArray()) {
            throw new Fault("not_ir", "no \"nodes\": not the intermediate form of a Blueprint", REMEDY);
        }
        var variables = new ArrayList<Variable>();
        for (JsonNode variable : root.path("variables")) {
            variables.add(new Variable(
                    text(variable, "name", "variables"),
                    text(variable, "type", "variables"),
                    optional(variable, "default")));
        }
        var types = new ArrayList<TypePath>();
        for (JsonNode type : root.path("types")) {
            types.add(new TypePath(
                    text(type, "name", "types"), text(type, "category", "types"), text(type, "path", "types")));
        }
        JsonNode metadata = root.path("metadata");
        String name = optional(metadata, "name");
        return new Document(
                name == null ? "" : name,
                optional(metadata, "parent_class"),
                optional(metadata, "category"),
                types,
                variables,
                graphs(root));
    }

    private static List<Graph> graphs(JsonNode root) {
        JsonNode listed = root.path("graphs");
        int count = listed.isArray() ? listed.size() : 1;
        for (String list : List.of("nodes", "connections", "comments")) {
            for (JsonNode entry : root.path(list)) {
                int graph = entry.path("graph").asInt(0);
                if (graph < 0 || graph >= count) {
                    throw new Fault(
                            "not_ir",
                            list + ": an entry of graph " + graph + ", and \"graphs\" lists " + count,
                            REMEDY);
                }
            }
        }
        var graphs = new ArrayList<Graph>();
        for (int i = 0; i < count; i++) {
            String name = listed.isArray() ? optional(listed.get(i), "name") : "EventGraph";
            graphs.add(new Graph(
                    name == null ? "" : name,
                    listed.isArray() ? optional(listed.get(i), "kind") : null,
                    nodes(root, i),
                    edges(root, i),
                    boxes(root, i)));
        }
        return graphs;
    }

    private static List<Node> nodes(JsonNode root, int graph) {
        Map<String, List<Attribute>> literals = new HashMap<>();
        for (JsonNode connection : root.path("connections")) {
            if (connection.path("graph").asInt(0) == graph
                    && connection.path("type").asText().equals("data_literal")) {
                literals.computeIfAbsent(text(connection, "dst_node", "connections"), key -> new ArrayList<>())
                        .add(new Attribute(
                                text(connection, "dst_pin", "connections"),
                                connection.path("value").asText()));
            }
        }
        var nodes = new ArrayList<Node>();
        for (JsonNode node : root.path("nodes")) {
            if (node.path("graph").asInt(0) == graph) {
                String id = text(node, "id", "nodes");
                List<Attribute> attributes = attributes(node.path("params"));
                attributes.addAll(literals.getOrDefault(id, List.of()));
                nodes.add(new Node(id, text(node, "dsl_type", "nodes"), attributes));
            }
        }
        return nodes;
    }

    private static List<Attribute> attributes(JsonNode params) {
        var attributes = new ArrayList<Attribute>();
        params.properties()
                .forEach(entry -> attributes.add(new Attribute(
                        entry.getKey(),
                        entry.getValue().isContainerNode()
                                ? entry.getValue().toString()
                                : entry.getValue().asText())));
        return attributes;
    }

    private static List<Edge> edges(JsonNode root, int graph) {
        var edges = new ArrayList<Edge>();
        for (JsonNode connection : root.path("connections")) {
            String type = connection.path("type").asText();
            if (connection.path("graph").asInt(0) != graph || type.equals("data_literal")) {
                continue;
            }
            if (!type.equals("exec") && !type.equals("data")) {
                throw new Fault(
                        "not_ir", "connections: type \"" + type + "\" is none of exec, data, data_literal", REMEDY);
            }
            edges.add(new Edge(
                    type.equals("exec") ? Edge.Kind.EXEC : Edge.Kind.DATA,
                    new PinRef(text(connection, "src_node", "connections"), text(connection, "src_pin", "connections")),
                    new PinRef(text(connection, "dst_node", "connections"), text(connection, "dst_pin", "connections")),
                    optional(connection, "data_type")));
        }
        return edges;
    }

    private static List<CommentBox> boxes(JsonNode root, int graph) {
        var boxes = new ArrayList<CommentBox>();
        for (JsonNode comment : root.path("comments")) {
            if (comment.path("graph").asInt(0) == graph) {
                var nodes = new ArrayList<String>();
                comment.path("nodes").forEach(node -> nodes.add(node.asText()));
                boxes.add(new CommentBox(text(comment, "text", "comments"), nodes, attributes(comment.path("params"))));
            }
        }
        return boxes;
    }

    private static String text(JsonNode node, String key, String where) {
        String text = optional(node, key);
        if (text == null) {
            throw new Fault("not_ir", where + ": an entry without \"" + key + "\"", REMEDY);
        }
        return text;
    }

    private static @Nullable String optional(JsonNode node, String key) {
        JsonNode value = node.path(key);
        return value.isMissingNode() || value.isNull() ? null : value.asText();
    }
}
