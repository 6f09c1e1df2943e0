package io.brewprint.compose;

import io.brewprint.blueprint.NodeCatalog;
import io.brewprint.blueprint.NodeSignature;
import io.brewprint.compose.Value.Computed;
import io.brewprint.compose.Value.Declared;
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
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads a document as a plan, the way back of {@link PlanGraph}: what nodes do by the recipe that fits them closest,
 * and by their own names where none does.
 */
final class PlanReader {
    /** What has more nodes is no request that anybody would read to its end. */
    private static final int MOST_NODES = 400;
    /** Values that are looked at, a node: several recipes try each, and a value may stand in many others. */
    private static final int LOOKS = 200;
    /** Values that are told, a node: one that many others share is told with each of them. */
    private static final int TOLD = 4;

    private static final Recipe EVENT = Closest.of("Event_Custom").getFirst();

    private final Document document;
    private final Map<String, Node> nodes = new HashMap<>();
    private final Map<PinRef, String> exec = new HashMap<>();
    private final Map<PinRef, Edge> data = new HashMap<>();
    /** Pins by which exec leaves a node, in order. */
    private final Map<String, Set<String>> outs = new HashMap<>();
    /** Inputs of a node that are wired, in order. */
    private final Map<String, Set<String>> wired = new HashMap<>();

    private final Map<String, Declared> variables = new HashMap<>();
    private final Map<String, Act> acts = new HashMap<>();
    /** Events by whose delegate something is bound before they are read themselves. */
    private final Map<String, Act> waiting = new HashMap<>();

    private final Set<String> computing = new HashSet<>();
    private final Set<String> told = new LinkedHashSet<>();
    private final NodeCatalog catalog;
    private boolean tellable = true;
    private int looks;

    private PlanReader(Document document, NodeCatalog catalog) {
        this.document = document;
        this.catalog = catalog;
    }

    /**
     * The plan of a document with one graph whose events each lead through a tree of nodes; empty for others: where
     * ways join again, words would not say so. Empty as well for what is too large to be told, or would become so, as
     * values are told wherever they are used.
     */
    static Optional<Plan> read(Document document, NodeCatalog catalog) {
        return new PlanReader(document, catalog).plan();
    }

    private Optional<Plan> plan() {
        if (document.graphs().size() != 1
                || document.graphs().getFirst().nodes().size() > MOST_NODES) {
            return Optional.empty();
        }
        Graph graph = document.graphs().getFirst();
        looks = LOOKS * graph.nodes().size();
        graph.nodes().forEach(node -> nodes.put(node.id(), node));
        Set<String> reached = new HashSet<>();
        for (Edge edge : graph.edges()) {
            if (edge.kind() == Edge.Kind.EXEC) {
                outs.computeIfAbsent(edge.from().node(), id -> new TreeSet<>())
                        .add(edge.from().pin());
                tellable &= exec.put(edge.from(), edge.to().node()) == null
                        && reached.add(edge.to().node());
                tellable &= edge.to()
                        .pin()
                        .equals(Shape.entry(catalog, typeOf(edge.to().node())));
            } else {
                data.put(edge.to(), edge);
                wired.computeIfAbsent(edge.to().node(), id -> new TreeSet<>())
                        .add(edge.to().pin());
            }
        }
        for (Variable variable : document.variables()) {
            String initial = variable.defaultValue() == null ? "" : variable.defaultValue();
            String said = initial.isEmpty()
                    ? ""
                    : Spoken.of(Said.usual(variable.type()), initial).english().getFirst();
            variables.put(variable.name(), new Declared(variable.name(), variable.type(), initial, said));
        }
        List<Act> starts = new ArrayList<>();
        for (Node node : graph.nodes()) {
            if (!reached.contains(node.id()) && outs.containsKey(node.id())) {
                starts.add(act(node));
            }
        }
        boolean whole = graph.nodes().stream().allMatch(node -> told.contains(node.id()));
        if (!tellable || starts.isEmpty() || !whole || values(starts) > TOLD * nodes.size()) {
            return Optional.empty();
        }
        boolean named = !document.name().isBlank() && !document.name().equals(Plan.UNNAMED);
        String parent = document.parent() == null ? "Actor" : document.parent();
        return Optional.of(Plan.of(document.name(), named, parent, starts, List.of()));
    }

    private String typeOf(String id) {
        Node node = nodes.get(id);
        return node == null ? "" : node.type();
    }

    /** How many values are told in all. */
    private static int values(Collection<Act> acts) {
        int count = 0;
        for (Act act : acts) {
            count += counted(act.inputs.values());
            for (List<Act> block : act.blocks.values()) {
                count += values(block);
            }
        }
        return count;
    }

    private static int counted(Collection<Value> values) {
        int count = values.size();
        for (Value value : values) {
            count += value instanceof Computed computed
                    ? counted(computed.inputs().values())
                    : 0;
        }
        return count;
    }

    private List<Act> block(PinRef from) {
        List<Act> block = new ArrayList<>();
        String at = exec.get(from);
        while (at != null) {
            Node node = nodes.get(at);
            if (node == null || acts.containsKey(at)) {
                tellable = false;
                return block;
            }
            Act act = act(node);
            block.add(act);
            String last = at;
            if (!act.recipe.second().isEmpty()) {
                last = exec.getOrDefault(new PinRef(at, Shape.exit(catalog, node.type())), at);
            }
            String on = act.recipe.goesOn().isEmpty()
                    ? act.isFlow() ? "" : Shape.exit(catalog, typeOf(last))
                    : act.recipe.goesOn();
            at = on.isEmpty() ? null : exec.get(new PinRef(last, on));
        }
        return block;
    }

    private Act act(Node node) {
        told.add(node.id());
        for (Recipe recipe : Closest.of(node.type())) {
            Act act = recipe.equals(EVENT)
                    ? waiting.computeIfAbsent(node.id(), id -> new Act(EVENT, ""))
                    : new Act(recipe, Closest.target(recipe, node.type()));
            Set<String> before = new LinkedHashSet<>(told);
            Map<String, Value> inputs = inputs(recipe.inputs(), node, Map.of());
            if (inputs != null && leadsAsToldBy(recipe, node)) {
                act.inputs.putAll(inputs);
                acts.put(node.id(), act);
                second(recipe, node);
                recipe.blocks().forEach(block -> {
                    PinRef from = new PinRef(node.id(), block.pin());
                    if (exec.containsKey(from) || !block.optional()) {
                        act.blocks.put(block.pin(), List.of());
                    }
                });
                act.blocks.replaceAll((pin, none) -> block(new PinRef(node.id(), pin)));
                return act;
            }
            told.retainAll(before);
        }
        return byName(node);
    }

    /** True where exec leaves the node by pins alone that the recipe tells of. */
    private boolean leadsAsToldBy(Recipe recipe, Node node) {
        Set<String> pins = new HashSet<>();
        recipe.blocks().forEach(block -> pins.add(block.pin()));
        if (!recipe.goesOn().isEmpty()) {
            pins.add(recipe.goesOn());
        } else if (recipe.blocks().isEmpty()) {
            pins.add(Shape.exit(catalog, node.type()));
        }
        boolean known = pins.containsAll(outs.getOrDefault(node.id(), Set.of()));
        return known && (recipe.second().isEmpty() || isFollowedBy(recipe.second(), node));
    }

    private boolean isFollowedBy(String type, Node node) {
        String next = exec.get(new PinRef(node.id(), Shape.exit(catalog, node.type())));
        Edge target = next == null ? null : data.get(new PinRef(next, "Target"));
        return next != null
                && target != null
                && typeOf(next).equals(type)
                && target.from().equals(new PinRef(node.id(), "ReturnValue"))
                && pinsOf(nodes.get(next)).equals(Set.of("Target"));
    }

    private void second(Recipe recipe, Node node) {
        if (!recipe.second().isEmpty()) {
            String next = exec.getOrDefault(new PinRef(node.id(), Shape.exit(catalog, node.type())), "");
            told.add(next);
            acts.put(next, new Act(recipe, ""));
        }
    }

    /** What no recipe fits is told by the names of node and pins. */
    private Act byName(Node node) {
        Set<String> leaves = outs.getOrDefault(node.id(), Set.of());
        String exit = Shape.exit(catalog, node.type());
        boolean event = node.type().startsWith("Event");
        boolean splits = event || leaves.stream().anyMatch(out -> !out.equals(exit));
        List<Recipe.Block> blocks = splits
                ? leaves.stream().map(out -> new Recipe.Block(out, false)).toList()
                : List.of();
        Act act = new Act(Closest.unknown(node.type(), blocks), "");
        acts.put(node.id(), act);
        for (String pin : pinsOf(node)) {
            Value value = value(node, pin, Said.usual(Shape.pinType(catalog, node.type(), pin)));
            if (value == null) {
                tellable = false;
            } else {
                act.inputs.put(pin, value);
            }
        }
        blocks.forEach(block -> act.blocks.put(block.pin(), List.of()));
        act.blocks.replaceAll((pin, none) -> block(new PinRef(node.id(), pin)));
        return act;
    }

    /** Attributes and wired inputs. */
    private Set<String> pinsOf(@Nullable Node node) {
        Set<String> pins = new LinkedHashSet<>();
        if (node != null) {
            node.attributes().stream().map(Attribute::name).forEach(pins::add);
            pins.addAll(wired.getOrDefault(node.id(), Set.of()));
        }
        return pins;
    }

    /** The inputs of a recipe as a node has them, all of the node's; null where they do not fit. */
    private @Nullable Map<String, Value> inputs(List<Input> inputs, Node node, Map<String, Value> outer) {
        Map<String, Value> found = new LinkedHashMap<>();
        Set<String> left = pinsOf(node);
        for (Input input : inputs) {
            boolean there = left.remove(input.pin());
            Value value = there ? fitting(input, node, found, outer) : absent(input);
            if (value == null && (there || !input.optional())) {
                return null;
            }
            if (value != null) {
                found.put(input.pin(), value);
            }
        }
        return left.isEmpty() ? found : null;
    }

    /** What an input is that is neither written nor wired. */
    private @Nullable Value absent(Input input) {
        String parent = document.parent() == null ? "Actor" : document.parent();
        boolean itself = input.pin().equals("Target")
                && (input.source() instanceof Input.Taken || input.source() instanceof Input.SameVariable);
        return itself ? new Itself(parent) : null;
    }

    private @Nullable Value fitting(Input input, Node node, Map<String, Value> beside, Map<String, Value> outer) {
        Edge wire = data.get(new PinRef(node.id(), input.pin()));
        String written = node.attribute(input.pin()).orElse("");
        return switch (input.source()) {
            case Input.Fixed fixed ->
                wire == null && written.equals(fixed.value())
                        ? new Literal(Shape.pinType(catalog, node.type(), input.pin()), written, List.of())
                        : null;
            case Input.SameVariable same -> {
                Value value = value(node, input.pin(), Kind.STR);
                Value other = beside.getOrDefault(same.pin(), outer.get(same.pin()));
                yield value != null && value.equals(other) ? value : null;
            }
            case Input.Made made -> made(made, wire, beside, outer);
            case Input.Taken taken -> taken(taken, input, node, wire, written);
        };
    }

    private @Nullable Value made(
            Input.Made made, @Nullable Edge wire, Map<String, Value> beside, Map<String, Value> outer) {
        Node from = wire == null ? null : nodes.get(wire.from().node());
        if (from == null || !from.type().equals(made.type())) {
            return null;
        }
        Map<String, Value> around = new LinkedHashMap<>(outer);
        around.putAll(beside);
        Map<String, Value> inputs = inputs(made.inputs(), from, around);
        if (inputs == null) {
            return null;
        }
        told.add(from.id());
        Recipe recipe = Closest.value(made.type());
        Recipe.Gift gift = recipe.gives().getFirst();
        return new Computed(recipe, gift.pin(), gift.type(), inputs);
    }

    private @Nullable Value taken(Input.Taken taken, Input input, Node node, @Nullable Edge wire, String written) {
        Kind kind = taken.kind();
        if (kind == Kind.VAR) {
            Declared variable = variables.get(written);
            if (variable == null || wire != null) {
                return null;
            }
            boolean fits = taken.detail().isEmpty() || taken.detail().equals(variable.type());
            return fits ? new Stored(variable) : null;
        }
        if (kind == Kind.FRAME && (wire == null || !isFrame(wire))) {
            return null;
        }
        if (wire == null) {
            return Spoken.fitting(kind, taken.detail(), written);
        }
        if (kind == Kind.DELEGATE) {
            return delegated(wire);
        }
        boolean container = kind == Kind.ARRAY || kind == Kind.MAP || kind == Kind.SET;
        return kind.open || container ? value(node, input.pin(), kind) : null;
    }

    /** A custom event by its delegate: it may stand further down, so that it is known by its name alone. */
    private @Nullable Value delegated(Edge wire) {
        Node event = nodes.get(wire.from().node());
        String name = event == null ? "" : event.attribute("EventName").orElse("");
        return name.isEmpty() || !wire.from().pin().equals("OutputDelegate")
                ? null
                : new Value.Delegated(waiting.computeIfAbsent(wire.from().node(), id -> new Act(EVENT, "")), name);
    }

    private boolean isFrame(Edge wire) {
        String pin = wire.from().pin();
        return pin.endsWith("DeltaSeconds")
                || pin.endsWith("DeltaTime")
                || typeOf(wire.from().node()).equals("GetWorldDeltaSeconds");
    }

    private @Nullable Value value(Node node, String pin, Kind kind) {
        if (--looks < 0) {
            tellable = false;
            return null;
        }
        Edge wire = data.get(new PinRef(node.id(), pin));
        if (wire == null) {
            String written = node.attribute(pin).orElse("");
            Declared variable = pin.equals("VarName") ? variables.get(written) : null;
            return variable != null ? new Stored(variable) : Spoken.of(kind, written);
        }
        Node from = nodes.get(wire.from().node());
        if (from == null) {
            return null;
        }
        if (from.type().equals("VariableGet") && pinsOf(from).equals(Set.of("VarName"))) {
            Declared variable = variables.get(from.attribute("VarName").orElse(""));
            if (variable != null) {
                told.add(from.id());
                return new Stored(variable);
            }
        }
        Act act = acts.get(from.id());
        if (act != null) {
            return given(act, wire);
        }
        return isPure(from) ? computed(from, wire) : null;
    }

    private boolean isPure(Node node) {
        NodeSignature signature = catalog.signature(node.type());
        if (signature == null && node.attribute("@Function").isPresent()) {
            // Of a function that no catalog knows, the wires tell.
            return !outs.containsKey(node.id()) && !exec.containsValue(node.id());
        }
        return signature != null
                && signature.names(false, true).isEmpty()
                && !node.type().startsWith("Event");
    }

    private Value given(Act act, Edge wire) {
        String pin = wire.from().pin();
        String type = wire.type() == null ? "" : wire.type();
        for (Recipe.Gift gift : act.recipe.gives()) {
            if (gift.pin().replace("*", act.target).equals(pin)) {
                List<String> nouns = gift.nouns().stream()
                        .map(noun -> noun.replace("*", act.target))
                        .toList();
                String known = gift.type().startsWith("@") || gift.type().isEmpty() ? type : gift.type();
                return new Given(act, pin, known.replace("*", act.target), nouns);
            }
        }
        return new Given(act, pin, type, List.of(act.type() + "." + pin));
    }

    private @Nullable Value computed(Node from, Edge wire) {
        if (!computing.add(from.id())) {
            return null; // a wheel
        }
        try {
            for (Recipe recipe : Closest.values(from.type())) {
                Recipe.Gift gift = recipe.gives().getFirst();
                Map<String, Value> inputs =
                        gift.pin().equals(wire.from().pin()) ? inputs(recipe.inputs(), from, Map.of()) : null;
                if (inputs != null) {
                    told.add(from.id());
                    return new Computed(recipe, gift.pin(), gift.type(), inputs);
                }
            }
            Map<String, Value> inputs = new LinkedHashMap<>();
            for (String pin : pinsOf(from)) {
                Value value = value(from, pin, Said.usual(Shape.pinType(catalog, from.type(), pin)));
                if (value == null) {
                    return null;
                }
                inputs.put(pin, value);
            }
            told.add(from.id());
            String type = wire.type() == null ? "" : wire.type();
            return new Computed(
                    Closest.unknown(from.type(), List.of()), wire.from().pin(), type, inputs);
        } finally {
            computing.remove(from.id());
        }
    }
}
