package io.brewprint.compose;

import io.brewprint.blueprint.NodeCatalog;
import io.brewprint.blueprint.NodeSignature;
import io.brewprint.blueprint.PinSpec;
import io.brewprint.compose.Value.Computed;
import io.brewprint.compose.Value.Delegated;
import io.brewprint.compose.Value.Given;
import io.brewprint.compose.Value.Itself;
import io.brewprint.compose.Value.Literal;
import io.brewprint.compose.Value.Stored;
import io.brewprint.dsl.Attribute;
import io.brewprint.dsl.Document;
import io.brewprint.dsl.Edge;
import io.brewprint.dsl.Graph;
import io.brewprint.dsl.Node;
import io.brewprint.dsl.PinRef;
import io.brewprint.dsl.Variable;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Writes a plan as a document: nodes as they are needed, values before what takes them. */
final class PlanGraph {
    private record Source(String pin, Value value, PinRef from) {}

    private record Wire(Act from, String pin, PinRef to, String type) {}

    private final NodeCatalog catalog = NodeCatalog.standard();
    private final List<Node> nodes = new ArrayList<>();
    private final List<Edge> exec = new ArrayList<>();
    private final List<Object> data = new ArrayList<>();
    private final IdentityHashMap<Act, String> ids = new IdentityHashMap<>();

    private PlanGraph() {}

    /** The document that a plan describes. */
    static Document of(Plan plan) {
        List<Variable> variables = plan.variables().stream()
                .map(each ->
                        new Variable(each.name(), each.type(), each.initial().isEmpty() ? null : each.initial()))
                .toList();
        List<Graph> graphs = new ArrayList<>();
        graphs.add(new PlanGraph().graph("EventGraph", plan.starts()));
        for (OwnFunction function : plan.functions()) {
            graphs.add(new PlanGraph().graph(function.name(), List.of(function.entry())));
        }
        return new Document(plan.name(), plan.parent(), null, variables, graphs);
    }

    private Graph graph(String name, List<Act> starts) {
        for (Act start : starts) {
            String id = node(start.type(), start.inputs);
            ids.put(start, id);
            start.blocks.forEach((pin, block) -> chain(new PinRef(id, pin), block));
        }
        List<Edge> edges = new ArrayList<>(exec);
        // What comes from an event that stands further down is known only now.
        data.forEach(each -> edges.add(each instanceof Wire wire ? edge(wire) : (Edge) each));
        return new Graph(name, nodes, edges, List.of());
    }

    private Edge edge(Wire wire) {
        return new Edge(Edge.Kind.DATA, new PinRef(ids.getOrDefault(wire.from, ""), wire.pin), wire.to, wire.type);
    }

    private void chain(PinRef from, List<Act> block) {
        PinRef at = from;
        for (Act act : block) {
            String id = node(act.type(), act.inputs);
            ids.put(act, id);
            exec.add(new Edge(Edge.Kind.EXEC, at, new PinRef(id, Shape.entry(catalog, act.type())), null));
            act.blocks.forEach((pin, inner) -> chain(new PinRef(id, pin), inner));
            at = new PinRef(id, act.recipe.goesOn().isEmpty() ? Shape.exit(catalog, act.type()) : act.recipe.goesOn());
            if (!act.recipe.second().isEmpty()) {
                String second = node(act.recipe.second(), Map.of());
                exec.add(new Edge(
                        Edge.Kind.EXEC, at, new PinRef(second, Shape.entry(catalog, act.recipe.second())), null));
                data.add(new Edge(
                        Edge.Kind.DATA,
                        new PinRef(id, "ReturnValue"),
                        new PinRef(second, "Target"),
                        pinType(act.recipe.second(), "Target", "Object")));
                at = new PinRef(second, Shape.exit(catalog, act.recipe.second()));
            }
        }
    }

    /** A node, after those that work out what it takes. */
    private String node(String type, Map<String, Value> inputs) {
        List<Attribute> attributes = new ArrayList<>();
        List<Source> sources = new ArrayList<>();
        inputs.forEach((pin, value) -> {
            switch (value) {
                case Itself itself -> {}
                case Literal literal -> attributes.add(new Attribute(pin, literal.dsl()));
                case Stored stored -> {
                    if (pin.equals("VarName")) {
                        attributes.add(new Attribute(pin, stored.variable().name()));
                    } else {
                        String get = add(
                                "VariableGet",
                                List.of(new Attribute(
                                        "VarName", stored.variable().name())));
                        sources.add(new Source(pin, value, new PinRef(get, "Value")));
                    }
                }
                case Computed computed ->
                    sources.add(new Source(
                            pin, value, new PinRef(node(computed.recipe().type(), computed.inputs()), computed.pin())));
                case Given given -> sources.add(new Source(pin, value, new PinRef("", given.pin())));
                case Delegated delegated -> sources.add(new Source(pin, value, new PinRef("", "OutputDelegate")));
            }
        });
        String id = add(type, attributes);
        for (Source source : sources) {
            String wired = pinType(type, source.pin, source.value.type());
            PinRef to = new PinRef(id, source.pin);
            data.add(
                    switch (source.value) {
                        case Given given ->
                            new Wire(
                                    given.from(),
                                    given.pin(),
                                    to,
                                    type(given.from().type(), given.pin(), given, wired));
                        case Delegated delegated -> new Wire(delegated.event(), source.from.pin(), to, wired);
                        case Computed computed ->
                            new Edge(
                                    Edge.Kind.DATA,
                                    source.from,
                                    to,
                                    type(computed.recipe().type(), computed.pin(), computed, wired));
                        default -> new Edge(Edge.Kind.DATA, source.from, to, wired);
                    });
        }
        return id;
    }

    private String add(String type, List<Attribute> attributes) {
        String id = "n" + (nodes.size() + 1);
        nodes.add(new Node(id, type, attributes));
        return id;
    }

    /** Type of a wire: what its source gives where no catalog says so, as of a function's own value. */
    private String type(String from, String pin, Value given, String wired) {
        NodeSignature signature = catalog.signature(from);
        PinSpec spec = signature == null ? null : signature.pin(pin, true);
        return spec == null || from.equals(OwnFunction.ENTRY) ? given.type() : wired;
    }

    /** Type of an input as the catalog has it; what is wired to it where that is any. */
    private String pinType(String type, String pin, String given) {
        NodeSignature signature = catalog.signature(type);
        PinSpec spec = signature == null ? null : signature.pin(pin, false);
        return spec == null || spec.type().contains("Wildcard") ? given : spec.type();
    }
}
