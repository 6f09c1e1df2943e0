package io.brewprint.translate;

import io.brewprint.blueprint.NodeCatalog;
import io.brewprint.blueprint.TypeRules;
import io.brewprint.blueprint.UnrealType;
import io.brewprint.clipboard.ClipObject;
import io.brewprint.clipboard.Pin;
import io.brewprint.dsl.Attribute;
import io.brewprint.dsl.Graph;
import io.brewprint.dsl.Node;
import io.brewprint.dsl.TypePath;
import io.brewprint.dsl.Variable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the way back would not give by itself: the graph is drafted as the generator would write it and set against the
 * text. Types of pins, split pins and properties that come out otherwise are added to their node, so that nodes whose
 * facts follow from the rest stay as short as they are.
 */
final class Exactness {
    private final NodeCatalog catalog;
    private final Map<String, UnrealType> declared = new HashMap<>();
    private final Map<String, String> variables = new HashMap<>();
    private boolean floats;
    private @Nullable Graph drafted;
    private @Nullable DraftedGraph last;

    Exactness(NodeCatalog catalog, List<TypePath> types, List<Variable> variables) {
        this.catalog = catalog;
        types.forEach(type -> declared.put(type.name(), TypePaths.unreal(type)));
        variables.forEach(variable -> this.variables.put(variable.name(), variable.type()));
    }

    /** The graph with what it lacked; the very same where it lacked nothing. */
    Graph of(Graph graph, GraphTranslator source) {
        if (graph.kind() != null) {
            return graph;
        }
        Graph named = changed(graph, source, this::names);
        Graph split = changed(named, source, this::split);
        Graph typed = changed(split, source, this::types);
        return changed(typed, source, this::properties);
    }

    /** True when a graph seen so far would be written with a number as Unreal 4 calls it. */
    boolean hasFloats() {
        return floats;
    }

    private boolean hasFloat(DraftedGraph.Seat seat) {
        return seat.pins().values().stream()
                        .anyMatch(pin -> pin.unreal(declared).category().equals("float"))
                || seat.draft().properties.stream().anyMatch(line -> line.contains("PinCategory=\"float\""));
    }

    /** What a node lacks, given how it would be written. */
    private interface Lack {
        List<Attribute> of(ClipObject object, GraphTranslator source, DraftedGraph.Seat seat);
    }

    private Graph changed(Graph graph, GraphTranslator source, Lack lack) {
        DraftedGraph draft = draft(graph);
        var nodes = new ArrayList<Node>();
        boolean same = true;
        List<ClipObject> order = source.order();
        for (int i = 0; i < graph.nodes().size(); i++) {
            Node node = graph.nodes().get(i);
            DraftedGraph.Seat seat = draft.seats().get(node.id());
            List<Attribute> added = seat == null ? List.of() : lack.of(order.get(i), source, seat);
            same &= added.isEmpty();
            nodes.add(added.isEmpty() ? node : new Node(node.id(), node.type(), merged(node.attributes(), added)));
        }
        return same ? graph : new Graph(graph.name(), null, nodes, graph.edges(), graph.comments());
    }

    /** A graph as it would be written; that of the last step where it lacked nothing. */
    private DraftedGraph draft(Graph graph) {
        DraftedGraph known = last;
        if (known == null || !graph.equals(drafted)) {
            var numbers = new HashMap<String, Integer>();
            known = new DraftedGraph(
                    graph,
                    catalog,
                    declared,
                    variables,
                    type -> type + "_" + numbers.merge(type, 1, Integer::sum),
                    (node, pin) -> node + pin);
            floats |= known.seats().values().stream().anyMatch(this::hasFloat);
            last = known;
            drafted = graph;
        }
        return known;
    }

    private static List<Attribute> merged(List<Attribute> before, List<Attribute> added) {
        var names = new HashSet<String>();
        added.forEach(attribute -> names.add(attribute.name()));
        var merged = new ArrayList<Attribute>();
        before.stream().filter(old -> !names.contains(old.name())).forEach(merged::add);
        merged.addAll(added);
        return merged;
    }

    /** Names of pins that only the DSL has, where two pins of one name had to be told apart. */
    private List<Attribute> names(ClipObject object, GraphTranslator source, DraftedGraph.Seat seat) {
        PinNames names = source.names(object);
        var items = new ArrayList<PinList.Item>();
        for (Pin pin : object.pins()) {
            PinDraft draft = seat.pins().get(DraftedGraph.key(names.name(pin), pin.isOutput(), pin.isExec()));
            if (draft != null && source.isUsed(pin) && !draft.unrealName.equalsIgnoreCase(pin.name())) {
                items.add(new PinList.Item(names.name(pin), pin.isOutput(), pin.name()));
            }
        }
        return items.isEmpty() ? List.of() : List.of(new Attribute("@Names", PinList.write(items)));
    }

    private List<Attribute> split(ClipObject object, GraphTranslator source, DraftedGraph.Seat seat) {
        PinNames names = source.names(object);
        Map<String, Pin> byId = new HashMap<>();
        object.pins().forEach(pin -> byId.putIfAbsent(pin.id(), pin));
        Map<Pin, List<Pin>> parts = new LinkedHashMap<>();
        for (Pin pin : object.pins()) {
            Pin whole = pin.whole().isEmpty() ? null : byId.get(pin.whole());
            if (whole != null && whole != pin && whole.isOutput() == pin.isOutput()) {
                parts.computeIfAbsent(whole, key -> new ArrayList<>()).add(pin);
            }
        }
        var wanted = new ArrayList<SplitPins.Split>();
        var written = new HashSet<String>();
        boolean same = true;
        // Outer pins first, as they stand in the text.
        for (Pin pin : object.pins()) {
            List<Pin> own = parts.get(pin);
            if (own == null) {
                continue;
            }
            Map<String, String> members = new LinkedHashMap<>();
            own.forEach(part -> members.put(SplitPins.member(pin.name(), part.name()), type(part)));
            Map<String, String> known = TypeRules.members(type(pin));
            boolean usual = known.equals(members) && List.copyOf(known.keySet()).equals(List.copyOf(members.keySet()));
            wanted.add(new SplitPins.Split(names.name(pin), pin.isOutput(), usual ? Map.of() : members));
            String key = DraftedGraph.key(names.name(pin), pin.isOutput(), false);
            written.add(key);
            PinDraft draft = seat.pins().get(key);
            same &= draft != null
                    && draft.parts.stream()
                            .map(part -> part.unrealName)
                            .toList()
                            .equals(own.stream().map(Pin::name).toList());
        }
        boolean more = seat.pins().entrySet().stream()
                .anyMatch(pin -> !pin.getValue().parts.isEmpty() && !written.contains(pin.getKey()));
        return same && !more
                ? List.of()
                : List.of(new Attribute(
                        "@Split",
                        PinList.write(wanted.stream().map(SplitPins.Split::item).toList())));
    }

    private List<Attribute> types(ClipObject object, GraphTranslator source, DraftedGraph.Seat seat) {
        PinNames names = source.names(object);
        var items = new ArrayList<PinList.Item>(PinList.read(seat.draft().attribute("@Types")));
        int before = items.size();
        for (Pin pin : object.pins()) {
            boolean counts = source.isUsed(pin)
                    || !pin.whole().isEmpty()
                    || pin.raw("SubPins").isPresent();
            if (pin.isExec() || pin.category().isEmpty() || !counts) {
                continue;
            }
            PinDraft draft = seat.pins().get(DraftedGraph.key(names.name(pin), pin.isOutput(), false));
            if (draft != null && !isWritten(draft.unreal(declared), PinTypes.exact(pin))) {
                items.add(new PinList.Item(names.name(pin), pin.isOutput(), type(pin)));
            }
        }
        return items.size() == before ? List.of() : List.of(new Attribute("@Types", PinList.write(items)));
    }

    /** A text that an object, struct or enum comes without is content with any. */
    private static boolean isWritten(UnrealType written, UnrealType wanted) {
        boolean any = wanted.path().isEmpty()
                && wanted.subCategory().isEmpty()
                && written.subCategory().isEmpty()
                && written.category().equals(wanted.category())
                && written.container().equals(wanted.container());
        return any || written.equals(wanted);
    }

    /** The type's short name where it leads back to the type, else the type in full. */
    private String type(Pin pin) {
        UnrealType exact = PinTypes.exact(pin);
        String name = PinTypes.of(pin);
        return name != null && UnrealType.of(name, declared).equals(exact) ? name : exact.inFull();
    }

    private List<Attribute> properties(ClipObject object, GraphTranslator source, DraftedGraph.Seat seat) {
        return new KeptProperties(catalog, object, seat).attributes();
    }
}
