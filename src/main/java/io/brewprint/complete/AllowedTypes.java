package io.brewprint.complete;

import io.brewprint.blueprint.NodeCatalog;
import io.brewprint.blueprint.NodeType;
import io.brewprint.blueprint.PinSpec;
import io.brewprint.dsl.Attribute;
import io.brewprint.dsl.CheckedNode;
import io.brewprint.dsl.CompileRules;
import io.brewprint.dsl.Node;
import io.brewprint.dsl.Spelling;
import io.brewprint.dsl.TextPositions;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The node types that an answer may use, found once for each catalog. */
final class AllowedTypes {
    /** Which types a graph takes. */
    private enum Kind {
        ANY,
        FUNCTION,
        /** A graph that holds what has no place in a function. */
        NO_FUNCTION
    }

    /** A name that begins so is explained by rule. */
    private static final List<String> RULED = List.of("CastTo", "Event", "SwitchOn");

    final NodeCatalog catalog;
    final List<String> keys;

    /** The bytes of the longest name. */
    final int longest;

    /** What a custom event is called. */
    static final String EVENT = "Event_Custom";

    /** What a name that nothing has yet costs beside itself: a line that declares an event of that name. */
    static final int NAMED = 64;

    /** What an input that must be wired costs beside its name: a node that gives a value, and the wire. */
    private static final int WIRED = 80;

    /** Types of which an output fits an input of a type that must be wired. */
    private static final Map<String, String> GIVERS =
            Map.of("Transform", "MakeTransform", "Array<Wildcard>", "MakeArray");

    /** Its output fits any input. */
    private static final String ANY_GIVER = "Select";

    /** What the inputs of one node that must be wired cost at most. */
    final int debt;

    private final Choice any;
    private final Choice function;
    private final Choice noFunction;

    /** The same choices, by what a completion takes of them. */
    private final Map<String, Choice> wished = new ConcurrentHashMap<>();

    AllowedTypes(NodeCatalog catalog) {
        this.catalog = catalog;
        Set<String> names = new LinkedHashSet<>();
        catalog.types().stream().map(NodeType::name).forEach(names::add);
        names.addAll(catalog.aliases().keySet());
        names.add("CallFunction");
        keys = catalog.keyAttributes().stream().sorted().toList();
        any = choice(names, Kind.ANY);
        function = choice(names, Kind.FUNCTION);
        noFunction = choice(names, Kind.NO_FUNCTION);
        longest = names.stream().mapToInt(String::length).max().orElse(0) + 2;
        debt = names.stream().mapToInt(this::debt).max().orElse(0);
    }

    private int debt(String type) {
        CheckedNode seat = seat("", type, List.of());
        if (seat == null || seat.signature == null) {
            return 0;
        }
        return seat.signature.pins().stream()
                .filter(pin -> !pin.output() && (pin.wired() || CompileRules.isTarget(seat, pin)))
                .mapToInt(pin -> WIRED + pin.name().length())
                .sum();
    }

    /** A type of which an output fits an input. */
    static String giver(@Nullable PinSpec want) {
        return want == null ? ANY_GIVER : GIVERS.getOrDefault(want.type(), ANY_GIVER);
    }

    private Choice choice(Set<String> names, Kind kind) {
        var choice = new Choice.Maker();
        for (String name : names) {
            CheckedNode seat = seat("", name, List.of());
            if (seat != null && isFit(seat, kind)) {
                choice.add(Spelling.name(name));
            }
        }
        for (String prefix : RULED) {
            if (kind != Kind.FUNCTION || !prefix.equals("Event")) {
                choice.addOpen(prefix);
            }
        }
        return choice.make(null, true);
    }

    private static boolean isFit(CheckedNode seat, Kind kind) {
        return switch (kind) {
            case ANY -> true;
            case FUNCTION -> !PartialGraph.waits(seat);
            case NO_FUNCTION -> !seat.node.type().equals("FunctionEntry");
        };
    }

    private static Kind kind(PartialGraph wiring) {
        return wiring.function ? Kind.FUNCTION : wiring.waiting ? Kind.NO_FUNCTION : Kind.ANY;
    }

    /** The types that a graph takes; a completion takes the wish, if there is one. */
    Choice types(PartialGraph wiring, String wish) {
        Choice all = types(wiring);
        return wish.isEmpty()
                ? all
                : wished.computeIfAbsent(kind(wiring) + wish, key -> all.preferring(Spelling.name(wish)));
    }

    private Choice types(PartialGraph wiring) {
        return switch (kind(wiring)) {
            case ANY -> any;
            case FUNCTION -> function;
            case NO_FUNCTION -> noFunction;
        };
    }

    /** True when the node may stand in that graph. */
    boolean fits(CheckedNode seat, PartialGraph wiring) {
        return isFit(seat, kind(wiring));
    }

    /** A node of that type; null when nothing explains the type. */
    @Nullable
    CheckedNode seat(String id, String type, List<Attribute> attributes) {
        CheckedNode seat = CheckedNode.of(new Node(id, type, attributes), TextPositions.Spot.NOWHERE, catalog);
        return seat.alias == null && seat.signature == null && !type.equals("CallFunction") ? null : seat;
    }
}
