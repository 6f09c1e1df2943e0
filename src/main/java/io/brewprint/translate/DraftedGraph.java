package io.brewprint.translate;

import io.brewprint.blueprint.NodeCatalog;
import io.brewprint.blueprint.NodeSignature;
import io.brewprint.blueprint.NodeType.PinName;
import io.brewprint.blueprint.PinSpec;
import io.brewprint.blueprint.TypeRules;
import io.brewprint.blueprint.UnrealType;
import io.brewprint.dsl.Attribute;
import io.brewprint.dsl.Edge;
import io.brewprint.dsl.Graph;
import io.brewprint.dsl.Node;
import io.brewprint.dsl.PinRef;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/** One graph on its way to Unreal: its nodes, each with its pins, their wires, parts and types. */
final class DraftedGraph {
    /**
     * One node.
     *
     * @param draft its class and properties
     * @param name its name in Unreal
     * @param pins its pins by {@link #key}
     */
    record Seat(NodeDraft draft, String name, Map<String, PinDraft> pins) {}

    private final NodeCatalog catalog;
    private final Map<String, UnrealType> types;
    private final Map<String, String> variables;
    private final BinaryOperator<String> ids;
    private final Map<String, Seat> seats = new LinkedHashMap<>();
    private final List<Integer> unknown = new ArrayList<>();

    /**
     * Drafts a graph.
     *
     * @param types the types that the document declares
     * @param variables the types of its variables
     * @param names a name for a node of that class, each time another
     * @param ids the id of a pin, by its node's id and its key
     */
    DraftedGraph(
            Graph graph,
            NodeCatalog catalog,
            Map<String, UnrealType> types,
            Map<String, String> variables,
            UnaryOperator<String> names,
            BinaryOperator<String> ids) {
        this.catalog = catalog;
        this.types = types;
        this.variables = variables;
        this.ids = ids;
        for (int i = 0; i < graph.nodes().size(); i++) {
            Node node = graph.nodes().get(i);
            var draft = new NodeDraft(node, catalog, types);
            if (!draft.isPasteable()) {
                unknown.add(i);
            } else if (!seats.containsKey(node.id())) {
                seats.put(node.id(), new Seat(draft, names.apply(draft.className()), new LinkedHashMap<>()));
            }
        }
        graph.edges().forEach(this::wire);
        seats.values().forEach(this::settle);
    }

    /** The nodes that can be pasted, by id. */
    Map<String, Seat> seats() {
        return seats;
    }

    /** The indices of the nodes whose Unreal class nothing tells. */
    List<Integer> unknown() {
        return unknown;
    }

    /** How a pin is found among those of its node: an exec pin and a data pin may share a name. */
    static String key(String name, boolean output, boolean exec) {
        return (output ? ">" : "<") + (exec ? "!" : "") + name;
    }

    private void wire(Edge edge) {
        Seat from = seats.get(edge.from().node());
        Seat to = seats.get(edge.to().node());
        if (from == null || to == null) {
            return;
        }
        PinDraft output = pin(from, edge.from(), true, edge.kind() == Edge.Kind.EXEC);
        PinDraft input = pin(to, edge.to(), false, edge.kind() == Edge.Kind.EXEC);
        output.wired = output.wired == null ? edge.type() : output.wired;
        input.wired = input.wired == null ? edge.type() : input.wired;
        output.links.add(to.name() + " " + input.id);
        input.links.add(from.name() + " " + output.id);
    }

    private PinDraft pin(Seat seat, PinRef ref, boolean output, boolean exec) {
        return pin(seat, ref.pin(), output, exec);
    }

    private PinDraft pin(Seat seat, String name, boolean output, boolean exec) {
        String key = key(name, output, exec);
        return seat.pins()
                .computeIfAbsent(
                        key,
                        ignored -> new PinDraft(
                                unrealName(seat.draft(), name, output, exec),
                                output,
                                exec,
                                ids.apply(seat.draft().node.id(), key)));
    }

    /** Values, the catalog's other pins, parts of structs, and types. */
    private void settle(Seat seat) {
        NodeDraft draft = seat.draft();
        for (Attribute attribute : draft.node.attributes()) {
            if (!catalog.isKey(draft.node.type(), attribute.name())) {
                pin(seat, attribute.name(), false, false).value = attribute.value();
            }
        }
        var inputs = new HashSet<String>();
        var outputs = new HashSet<String>();
        seat.pins().forEach((key, pin) -> (pin.output ? outputs : inputs).add(key.substring(pin.exec ? 2 : 1)));
        var derived = new PinTypeRules(draft, catalog, types, variables);
        for (PinSpec spec : catalog.pins(draft.node.type())) {
            PinDraft pin = known(seat, spec);
            pin.own = spec.ownDefault();
            // What a wire hangs on must be seen.
            pin.hidden = spec.hidden() && pin.links.isEmpty();
            if (spec.hidden() && spec.type().endsWith("Library") && pin.links.isEmpty()) {
                pin.value = "/Script/Engine.Default__" + spec.type();
            }
        }
        for (PinList.Item item : PinList.read(draft.attribute("@Pins"))) {
            pin(seat, item.name(), item.output(), item.value().equals("Exec"));
        }
        if (draft.attribute("@bIsPureFunc").equalsIgnoreCase("false")) {
            // Control runs through it although no wire says so.
            pin(seat, "Execute", false, true);
            pin(seat, "Then", true, true);
        }
        boolean delegates = draft.className().endsWith("Delegate");
        boolean breaks = draft.className().equals("K2Node_BreakStruct");
        seat.pins()
                .values()
                .forEach(pin -> pin.isConstant =
                        !pin.output && !pin.exec && (breaks || (delegates && pin.unrealName.equals("Delegate"))));
        derived.settle(seat.pins());
        split(seat, inputs, outputs, derived);
    }

    private void split(Seat seat, Set<String> inputs, Set<String> outputs, PinTypeRules derived) {
        List<SplitPins.Split> splits = SplitPins.named(seat.draft());
        if (splits == null) {
            splits = new ArrayList<>(SplitPins.implied(inputs, wholes(seat, false), false));
            splits.addAll(SplitPins.implied(outputs, wholes(seat, true), true));
        }
        for (SplitPins.Split split : splits) {
            PinDraft whole = pin(seat, split.pin(), split.output(), false);
            if (whole.whole == null) {
                derived.settle(split.pin(), whole);
            }
            Map<String, String> members = split.members().isEmpty()
                    ? TypeRules.members(whole.type == null ? "" : whole.type)
                    : split.members();
            members.forEach((member, type) -> {
                String name = SplitPins.part(whole.unrealName, member);
                // A part is called as Unreal calls it, unless the DSL calls the whole otherwise and the part after it.
                String other = SplitPins.part(split.pin(), member);
                boolean after = seat.pins().containsKey(key(other, split.output(), false)) && !other.equals(name);
                PinDraft part =
                        after ? renamed(seat, other, split.output(), name) : pin(seat, name, split.output(), false);
                part.whole = whole;
                part.type = derived.given(after ? other : name, split.output(), type);
                whole.parts.add(part);
                // Parts stand behind their whole and in their own order, whichever of them is in use.
                String partKey = key(after ? other : name, split.output(), false);
                seat.pins().remove(partKey);
                seat.pins().put(partKey, part);
            });
        }
    }

    /** The pin that the catalog means: one that is there under a name in other letters is the same to Unreal. */
    private PinDraft known(Seat seat, PinSpec spec) {
        String key = key(spec.name(), spec.output(), spec.isExec());
        if (!seat.pins().containsKey(key)) {
            String name = unrealName(seat.draft(), spec.name(), spec.output(), spec.isExec());
            for (PinDraft pin : seat.pins().values()) {
                boolean same = pin.output == spec.output() && pin.exec == spec.isExec();
                if (same && pin.unrealName.equalsIgnoreCase(name)) {
                    return pin;
                }
            }
        }
        return pin(seat, spec.name(), spec.output(), spec.isExec());
    }

    /** The data pins that the catalog knows of a node, with their types; a variable's go by its name too. */
    private Map<String, String> wholes(Seat seat, boolean output) {
        var wholes = new LinkedHashMap<String, String>();
        NodeSignature signature = catalog.signature(seat.draft().node.type());
        for (PinSpec spec : signature == null ? List.<PinSpec>of() : signature.pins()) {
            if (spec.output() == output && !spec.isExec() && !spec.isAny() && !spec.isPattern()) {
                PinDraft pin = seat.pins().get(key(spec.name(), output, false));
                String type = pin == null || pin.type == null ? spec.type() : pin.type;
                wholes.put(spec.name(), type);
                if (spec.name().equals("Value") && pin != null && !pin.unrealName.isEmpty()) {
                    wholes.put(pin.unrealName, type);
                }
            }
        }
        return wholes;
    }

    private static PinDraft renamed(Seat seat, String key, boolean output, String unrealName) {
        PinDraft old = seat.pins().get(key(key, output, false));
        if (old == null) {
            throw new IllegalStateException("asked for a pin that is there");
        }
        var pin = new PinDraft(unrealName, output, false, old.id);
        pin.links.addAll(old.links);
        pin.value = old.value;
        pin.own = old.own;
        seat.pins().put(key(key, output, false), pin);
        return pin;
    }

    private static String unrealName(NodeDraft draft, String name, boolean output, boolean exec) {
        for (PinList.Item item : PinList.read(draft.attribute("@Names"))) {
            if (item.output() == output && item.name().equals(name)) {
                return item.value();
            }
        }
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
}
