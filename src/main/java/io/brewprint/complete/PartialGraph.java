package io.brewprint.complete;

import io.brewprint.blueprint.PinSpec;
import io.brewprint.blueprint.TypeRules;
import io.brewprint.complete.WireTypes.Wire;
import io.brewprint.complete.WrittenNode.End;
import io.brewprint.complete.WrittenNode.Offer;
import io.brewprint.dsl.CheckedNode;
import io.brewprint.dsl.CompileRules;
import io.brewprint.dsl.EdgeChecks;
import io.brewprint.dsl.FlowChecks;
import io.brewprint.dsl.NodeChecks;
import io.brewprint.dsl.Spelling;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One graph as far as it is written: its nodes, its wires, and which wires may still be drawn. Never changes. */
final class PartialGraph {
    /** In place of a type: what the wire is said to carry, which may be what the input takes. */
    private static final String SAID = "?";

    final Map<String, String> variables;
    final List<WrittenNode> stands;
    final Map<String, WrittenNode> byId;
    final Set<String> events;

    /** True for a graph that runs within one frame. */
    final boolean function;

    /** True when a node stands here that has no place in a function. */
    final boolean waiting;

    final int comments;

    /** What the Blueprint is; empty where that is not said. */
    private final String parent;

    private final Map<String, Boolean> used;
    private final List<Wire> wires;
    private final BitSet controlled;
    private final WireTypes types;
    private final Map<String, BitSet> fittingInputs = new HashMap<>();
    private @Nullable List<End> freeInputs;
    private @Nullable List<End> wants;
    private @Nullable End giver;
    private boolean sought;

    private PartialGraph(
            Map<String, String> variables,
            List<WrittenNode> stands,
            Map<String, WrittenNode> byId,
            Set<String> events,
            boolean function,
            boolean waiting,
            int comments,
            String parent,
            Map<String, Boolean> used,
            List<Wire> wires,
            BitSet controlled) {
        this.variables = variables;
        this.stands = stands;
        this.byId = byId;
        this.events = events;
        this.function = function;
        this.waiting = waiting;
        this.comments = comments;
        this.parent = parent;
        this.used = used;
        this.wires = wires;
        this.controlled = controlled;
        this.types = new WireTypes(variables, parent, stands.size(), wires);
    }

    /** An empty graph, beside others in which these events stand. */
    static PartialGraph empty(Map<String, String> variables, boolean function, String parent, Set<String> events) {
        return new PartialGraph(
                variables, List.of(), Map.of(), events, function, false, 0, parent, Map.of(), List.of(), new BitSet());
    }

    PartialGraph with(CheckedNode seat) {
        var more = new ArrayList<>(stands);
        var ids = new HashMap<>(byId);
        var stand = new WrittenNode(seat, stands.size());
        more.add(stand);
        ids.put(stand.id(), stand);
        String event = NodeChecks.eventKey(seat);
        Set<String> known = events;
        if (!event.isEmpty()) {
            known = new HashSet<>(events);
            known.add(event);
        }
        return new PartialGraph(
                variables,
                more,
                ids,
                known,
                function || seat.node.type().equals("FunctionEntry"),
                waiting || waits(seat),
                comments,
                parent,
                used,
                wires,
                controlled);
    }

    /** True for a node that has no place in a function. */
    static boolean waits(CheckedNode seat) {
        return seat.signature != null
                && (seat.signature.isLatent()
                        || (seat.type().startsWith("Event")
                                && seat.node.attribute("@Class").isEmpty()));
    }

    PartialGraph withComment() {
        return new PartialGraph(
                variables, stands, byId, events, function, waiting, comments + 1, parent, used, wires, controlled);
    }

    PartialGraph withExec(End from, End to) {
        var flow = (BitSet) controlled.clone();
        flow.set(from.stand.index);
        flow.set(to.stand.index);
        return new PartialGraph(
                variables, stands, byId, events, function, waiting, comments, parent, use(from, to, true), wires, flow);
    }

    PartialGraph withData(Wire wire) {
        var more = new ArrayList<>(wires);
        more.add(wire);
        return new PartialGraph(
                variables,
                stands,
                byId,
                events,
                function,
                waiting,
                comments,
                parent,
                use(wire.from(), wire.to(), false),
                more,
                controlled);
    }

    private Map<String, Boolean> use(End from, End to, boolean exec) {
        var more = new HashMap<>(used);
        more.put(from.key, exec);
        more.put(to.key, exec);
        return more;
    }

    /** True when that pin takes one more wire of that kind. */
    boolean isFree(End end, boolean exec) {
        if (!end.takes(exec)) {
            return false;
        }
        Boolean use = used.get(end.key);
        return use == null || (use == exec && (exec ? !end.output : end.output || EdgeChecks.takesMany(end.name)));
    }

    /** The inputs that must be wired and are not yet. */
    List<End> wants() {
        List<End> open = wants;
        if (open == null) {
            open = new ArrayList<>();
            for (WrittenNode stand : stands) {
                for (PinSpec pin : CompileRules.wiredInputs(stand.seat, parent)) {
                    if (!isGiven(stand, pin)) {
                        open.add(stand.end(pin.name(), false));
                    }
                }
            }
            wants = open;
        }
        return open;
    }

    private boolean isGiven(WrittenNode stand, PinSpec pin) {
        String key = stand.end(pin.name(), false).key;
        return used.containsKey(key)
                || CompileRules.isSplit(stand.seat.node, pin)
                || used.keySet().stream().anyMatch(other -> other.startsWith(key + "_"));
    }

    /** The first of them; null where nothing must be wired. */
    @Nullable
    End wanted() {
        return wants().isEmpty() ? null : wants().getFirst();
    }

    /**
     * An output of another node that may be wired to what is wanted: one of its type, or of the node that a completion
     * makes for it; null where there is none.
     */
    @Nullable
    End giver() {
        End want = wanted();
        if (want != null && !sought) {
            giver = giver(want);
            sought = true;
        }
        return giver;
    }

    private @Nullable End giver(End want) {
        End made = null;
        for (WrittenNode stand : stands) {
            boolean maker = stand.seat.type().equals(AllowedTypes.giver(want.pin));
            for (Offer offer : stand.outputs) {
                End from = offer.end();
                boolean open = stand != want.stand && !offer.open() && isFree(from, false);
                if (open && (maker || types.isOf(from, want)) && joins(from, want, null)) {
                    made = made == null ? from : made;
                    if (types.isOf(from, want)) {
                        return from;
                    }
                }
            }
        }
        return made;
    }

    /** The names by which something of this graph can be called. */
    Set<String> defined() {
        var names = new HashSet<String>();
        for (WrittenNode stand : stands) {
            String name = CompileRules.defined(stand.seat.node);
            if (name != null) {
                names.add(name);
            }
        }
        return names;
    }

    /** The names that this graph calls in the Blueprint itself. */
    Set<String> called() {
        var names = new TreeSet<String>();
        for (WrittenNode stand : stands) {
            String name = CompileRules.called(stand.seat);
            if (!name.isEmpty() && isCalledHere(stand.end(CompileRules.calledOn(stand.seat), false).key)) {
                names.add(name);
            }
        }
        return names;
    }

    /** True where no other object is wired to that input. */
    private boolean isCalledHere(String key) {
        return !Boolean.TRUE.equals(used.get(key))
                && wires.stream()
                        .allMatch(wire -> !wire.to().key.equals(key) || CompileRules.isThis(wire.from().stand.seat));
    }

    /** The names of a node's pins that the test lets pass; a completion takes the preferred one. */
    Choice pins(WrittenNode stand, boolean output, Predicate<End> test, @Nullable End preferred) {
        var choice = new Choice.Maker();
        for (Offer offer : output ? stand.outputs : stand.inputs) {
            if (test.test(offer.end())) {
                if (offer.open()) {
                    choice.addOpen(offer.text());
                } else {
                    choice.add(offer.text());
                }
            }
        }
        boolean here = preferred != null && preferred.stand == stand;
        return choice.make(here && preferred != null ? Spelling.name(preferred.name) : null, false);
    }

    boolean hasPin(WrittenNode stand, boolean output, Predicate<End> test) {
        for (Offer offer : output ? stand.outputs : stand.inputs) {
            if (test.test(offer.end())) {
                return true;
            }
        }
        return false;
    }

    Choice ids(Predicate<WrittenNode> test) {
        return ids(test, null);
    }

    /** The same, of which a completion takes the preferred end's. */
    Choice ids(Predicate<WrittenNode> test, @Nullable End preferred) {
        var choice = new Choice.Maker();
        stands.stream().filter(test).forEach(stand -> choice.add(Spelling.name(stand.id())));
        return choice.make(preferred == null ? null : Spelling.name(preferred.stand.id()), false);
    }

    boolean givesControl(WrittenNode stand) {
        return hasPin(stand, true, end -> isFree(end, true));
    }

    boolean takesControl(WrittenNode stand) {
        return hasPin(stand, false, end -> isFree(end, true));
    }

    boolean canRun() {
        return stands.stream().anyMatch(this::takesControl) && stands.stream().anyMatch(this::givesControl);
    }

    boolean canFlow() {
        return stands.stream().anyMatch(this::givesValue);
    }

    boolean givesValue(WrittenNode stand) {
        return hasPin(stand, true, this::leads);
    }

    /** True when a value may run from that output to some input. */
    boolean leads(End from) {
        return isFree(from, false) && leadsTo(from, null);
    }

    /** True when a value may run from that output to some input of that node. */
    boolean leads(End from, WrittenNode to) {
        return leadsTo(from, to);
    }

    private boolean leadsTo(End from, @Nullable WrittenNode only) {
        List<End> inputs = freeInputs();
        BitSet fitting = null;
        PinSpec pin = from.carried();
        if (pin != null) {
            String given = types.hearsay(from) ? SAID : types.given(from, pin, null);
            fitting = fittingInputs.computeIfAbsent(given, this::fitting);
        }
        for (int i = 0; i < inputs.size(); i++) {
            End to = inputs.get(i);
            boolean wanted = (only == null || to.stand == only) && (fitting == null || fitting.get(i));
            if (wanted
                    && (WireTypes.isArray(to)
                            ? joins(from, to)
                            : !isThere(from, to) && !circles(from.stand, to.stand))) {
                return true;
            }
        }
        return false;
    }

    /** The free inputs that take a type; with arrays among them, which are looked at one by one. */
    private BitSet fitting(String given) {
        var set = new BitSet();
        List<End> inputs = freeInputs();
        for (int i = 0; i < inputs.size(); i++) {
            End to = inputs.get(i);
            set.set(i, to.carried() == null || WireTypes.isArray(to) || given.equals(SAID) || types.fits(given, to));
        }
        return set;
    }

    private List<End> freeInputs() {
        if (freeInputs == null) {
            freeInputs = new ArrayList<>();
            for (WrittenNode stand : stands) {
                for (Offer offer : stand.inputs) {
                    if (isFree(offer.end(), false)) {
                        freeInputs.add(offer.end());
                    }
                }
            }
        }
        return freeInputs;
    }

    /** True when what the wire is said to carry decides what it carries. */
    boolean hearsay(End from) {
        return types.hearsay(from);
    }

    /** True when a wire may be drawn, whatever it is said to carry. */
    boolean joins(End from, End to) {
        return joins(from, to, null) || (types.hearsay(from) && joins(from, to, types.taken(to)));
    }

    /** True when a wire may be drawn that is said to carry that type, or of which nothing is said. */
    boolean joins(End from, End to, @Nullable String said) {
        var wire = new Wire(from, to, said);
        return types.fits(wire) && !isThere(from, to) && !circles(from.stand, to.stand);
    }

    private boolean isThere(End from, End to) {
        return EdgeChecks.takesMany(to.name)
                && wires.stream()
                        .anyMatch(wire -> wire.from().key.equals(from.key)
                                && wire.to().key.equals(to.key));
    }

    private boolean isPure(WrittenNode stand) {
        return !controlled.get(stand.index) && FlowChecks.mayBePure(stand.seat);
    }

    /** True when the first node's value would depend on itself. */
    private boolean circles(WrittenNode from, WrittenNode to) {
        if (!isPure(from) || !isPure(to)) {
            return false;
        }
        var seen = new BitSet();
        var open = new ArrayDeque<WrittenNode>();
        open.add(from);
        seen.set(from.index);
        while (!open.isEmpty()) {
            WrittenNode at = open.poll();
            if (at == to) {
                return true;
            }
            for (Wire wire : wires) {
                WrittenNode source = wire.from().stand;
                if (wire.to().stand == at && !seen.get(source.index) && isPure(source)) {
                    seen.set(source.index);
                    open.add(source);
                }
            }
        }
        return false;
    }

    /** What an annotation may say of a wire whose type hangs on it. */
    Choice sayings(End from, End to) {
        var choice = new Choice.Maker();
        var names = new HashSet<>(TypeRules.names());
        names.addAll(variables.values());
        names.add(types.taken(to));
        for (String name : names) {
            if (!name.isEmpty() && joins(from, to, name)) {
                choice.add(Spelling.type(name));
            }
        }
        if (joins(from, to, WireTypes.SOME_TYPE)) {
            choice.addOpen("");
        }
        return choice.make();
    }
}
