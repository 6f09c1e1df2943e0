package io.brewprint.translate;

import io.brewprint.blueprint.NodeCatalog;
import io.brewprint.clipboard.ClipObject;
import io.brewprint.clipboard.Pin;
import io.brewprint.dsl.Attribute;
import io.brewprint.dsl.CommentBox;
import io.brewprint.dsl.Edge;
import io.brewprint.dsl.Graph;
import io.brewprint.dsl.Node;
import io.brewprint.dsl.PinRef;
import io.brewprint.translate.Roles.Role;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One graph's objects as one DSL graph. */
final class GraphTranslator {
    private final Roles roles;
    private final Map<ClipObject, List<String>> within;
    private final NodeNamer namer;
    private final NodeCatalog catalog;
    private final ClipLinks wiring;
    private final Map<ClipObject, String> ids = new LinkedHashMap<>();
    private final Map<ClipObject, PinNames> pinNames = new HashMap<>();

    /** @param within the names of the graphs that nodes hold */
    GraphTranslator(NodeCatalog catalog, ClipLinks wiring, Roles roles, Map<ClipObject, List<String>> within) {
        this.within = within;
        this.roles = roles;
        this.catalog = catalog;
        this.namer = new NodeNamer(catalog);
        this.wiring = wiring;
    }

    Graph translate(String name, @Nullable String kind, List<ClipObject> objects) {
        List<ClipObject> nodes = with(objects, Role.NODE);
        List<ClipObject> links = with(objects, Role.LINK);
        for (ClipObject node : ReadingOrder.of(nodes, wiring)) {
            ids.put(node, "n" + (ids.size() + 1));
        }
        Set<String> rigTargets = RigVm.targets(links);
        var written = new ArrayList<Node>();
        ids.forEach((object, id) -> written.add(node(object, id, rigTargets)));
        var comments = new ArrayList<CommentBox>();
        List<ClipObject> boxes = with(objects, Role.COMMENT);
        if (!boxes.isEmpty()) {
            var places = new Comments(ids);
            boxes.forEach(box -> comments.add(places.of(box)));
        }
        return new Graph(name, kind, written, edges(links), comments);
    }

    /** The nodes in reading order. */
    List<ClipObject> order() {
        return List.copyOf(ids.keySet());
    }

    /** The DSL's names of a node's pins. */
    PinNames names(ClipObject object) {
        PinNames names = pinNames.get(object);
        if (names == null) {
            throw new IllegalArgumentException("a node of another graph");
        }
        return names;
    }

    /** True for a pin with a wire, or with a value that a person set. */
    boolean isUsed(Pin pin) {
        return wiring.isLinked(pin) || DefaultValues.of(pin).isPresent();
    }

    private List<ClipObject> with(List<ClipObject> objects, Role role) {
        return objects.stream().filter(object -> roles.of(object) == role).toList();
    }

    private Node node(ClipObject object, String id, Set<String> rigTargets) {
        Naming naming = namer.name(object);
        var names = new PinNames(object, naming.catalog(), naming.variable());
        pinNames.put(object, names);
        var keys = new ArrayList<Attribute>();
        var properties = new ArrayList<Attribute>();
        for (Attribute attribute : naming.attributes()) {
            (attribute.name().startsWith("@") ? properties : keys).add(attribute);
        }
        for (Pin pin : object.pins()) {
            if (!wiring.isLinked(pin)) {
                DefaultValues.of(pin).ifPresent(value -> keys.add(new Attribute(names.name(pin), value)));
            }
        }
        keys.addAll(RigVm.values(object, rigTargets));
        List<String> graphs = within.getOrDefault(object, List.of());
        for (int i = 0; i < graphs.size(); i++) {
            properties.add(new Attribute(i == 0 ? "@Graph" : "@Graph" + (i + 1), graphs.get(i)));
        }
        if (!catalog.knowsClass(object.className()) && !object.pins().isEmpty()) {
            properties.add(new Attribute("@Pins", pinList(object, names)));
        }
        keys.addAll(properties);
        return new Node(id, naming.type(), keys);
    }

    /** The pins of a class that nobody knows: {@code (A=Float,>Result=Bool)}, outputs marked. */
    private static String pinList(ClipObject object, PinNames names) {
        var text = new StringBuilder("(");
        for (Pin pin : object.pins()) {
            String type = pin.isExec() ? "Exec" : PinTypes.of(pin);
            text.append(text.length() > 1 ? "," : "")
                    .append(pin.isOutput() ? ">" : "")
                    .append(NodeNamer.item(names.name(pin)))
                    .append(type == null ? "" : "=" + NodeNamer.item(type));
        }
        return text.append(')').toString();
    }

    private List<Edge> edges(List<ClipObject> links) {
        var exec = new ArrayList<Edge>();
        var data = new ArrayList<Edge>();
        var byOwner = new HashMap<ClipObject, List<ClipLinks.Wire>>();
        for (ClipLinks.Wire wire : wiring.wires()) {
            byOwner.computeIfAbsent(wiring.owner(wire.from()), owner -> new ArrayList<>())
                    .add(wire);
        }
        for (ClipObject node : ids.keySet()) {
            for (ClipLinks.Wire wire : byOwner.getOrDefault(node, List.of())) {
                PinRef to = end(wire.to());
                PinRef from = end(wire.from());
                if (from != null && to != null) {
                    boolean control = wire.from().isExec();
                    (control ? exec : data)
                            .add(new Edge(
                                    control ? Edge.Kind.EXEC : Edge.Kind.DATA, from, to, control ? null : type(wire)));
                }
            }
        }
        var byName = RigVm.byName(ids.keySet());
        for (ClipObject link : links) {
            Edge edge = RigVm.edge(link, byName, ids);
            if (edge != null) {
                (edge.kind() == Edge.Kind.EXEC ? exec : data).add(edge);
            }
        }
        exec.addAll(data);
        return exec;
    }

    private @Nullable PinRef end(Pin pin) {
        ClipObject owner = wiring.owner(pin);
        String id = ids.get(owner);
        PinNames names = pinNames.get(owner);
        return id == null || names == null ? null : new PinRef(id, names.name(pin));
    }

    private static @Nullable String type(ClipLinks.Wire wire) {
        String from = PinTypes.of(wire.from());
        String to = PinTypes.of(wire.to());
        return from == null || (from.contains("Wildcard") && to != null) ? to : from;
    }
}
