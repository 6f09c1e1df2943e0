package io.brewprint.complete;

import io.brewprint.blueprint.PinSpec;
import io.brewprint.blueprint.TypeRules;
import io.brewprint.complete.WrittenNode.End;
import io.brewprint.dsl.CompileRules;
import io.brewprint.dsl.EdgeChecks;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the wires of a graph carry, as {@link EdgeChecks} sees it. */
final class WireTypes {
    /** A wire for a value, as it was written. */
    record Wire(End from, End to, @Nullable String said) {}

    /** Any type that no table knows. */
    static final String SOME_TYPE = "Zz9";

    private static final String ARRAY = "Array<Wildcard>";

    private final Map<String, String> variables;
    private final String parent;
    private final int nodes;
    private final List<Wire> wires;
    private final @Nullable String[] elements;

    WireTypes(Map<String, String> variables, String parent, int nodes, List<Wire> wires) {
        this.variables = variables;
        this.parent = parent;
        this.nodes = nodes;
        this.wires = wires;
        this.elements = elements(wires);
    }

    /** True for an input that decides what its node's other pins carry. */
    static boolean isArray(End to) {
        return to.pin != null && to.pin.type().equals(ARRAY);
    }

    /** The type that an output gives. */
    String given(End from, PinSpec pin, @Nullable String said) {
        return given(from, pin, said, elements);
    }

    /** The type that an input takes. */
    String taken(End to) {
        PinSpec pin = to.carried();
        return pin == null ? SOME_TYPE : EdgeChecks.type(to.stand.seat, pin, null, elements[to.stand.index], variables);
    }

    /** True when what the wire is said to carry decides what it carries. */
    boolean hearsay(End from) {
        PinSpec pin = from.carried();
        return pin != null && !given(from, pin, SOME_TYPE).equals(given(from, pin, null));
    }

    /** True when a wire more would fit, and all that are there would fit still. */
    boolean fits(Wire wire) {
        PinSpec input = wire.to().pin;
        PinSpec output = wire.from().pin;
        if (input == null || output == null || !isArray(wire.to())) {
            return fits(wire, elements);
        }
        if (wire.from().carried() != null
                && wire.to().carried() != null
                && !TypeRules.fits(given(wire.from(), output, wire.said(), elements), ARRAY)) {
            return false;
        }
        // What an array holds is what other pins of its node take and give: all wires are looked at again.
        var all = new ArrayList<>(wires);
        all.add(wire);
        @Nullable String[] held = elements(all);
        return all.stream().allMatch(each -> fits(each, held));
    }

    private boolean fits(Wire wire, @Nullable String[] held) {
        PinSpec output = wire.from().carried();
        PinSpec input = wire.to().carried();
        return output == null
                || input == null
                || fits(
                        given(wire.from(), output, wire.said(), held),
                        wire.to(),
                        input,
                        EdgeChecks.type(wire.to().stand.seat, input, null, held[wire.to().stand.index], variables));
    }

    /** True when an output surely is of the type that an input takes. */
    boolean isOf(End from, End to) {
        PinSpec output = from.carried();
        if (output == null) {
            return false;
        }
        String given = given(from, output, null);
        String taken = taken(to);
        return isArray(to) ? TypeRules.element(given) != null : given.equals(taken) || TypeRules.isA(given, taken);
    }

    /** True when an input takes a value of that type. */
    boolean fits(String given, End to) {
        PinSpec input = to.carried();
        return input == null || fits(given, to, input, taken(to));
    }

    private boolean fits(String given, End to, PinSpec input, String taken) {
        return TypeRules.fits(given, taken)
                && CompileRules.hopelessCast(to.stand.seat, input, given, parent)
                        .isEmpty();
    }

    private String given(End from, PinSpec pin, @Nullable String said, @Nullable String[] held) {
        return EdgeChecks.type(from.stand.seat, pin, said, held[from.stand.index], variables);
    }

    private @Nullable String[] elements(List<Wire> all) {
        @Nullable String[] held = new @Nullable String[nodes];
        for (Wire wire : all) {
            PinSpec output = wire.from().pin;
            PinSpec input = wire.to().pin;
            if (output != null && input != null && isArray(wire.to())) {
                held[wire.to().stand.index] = TypeRules.element(given(wire.from(), output, wire.said(), held));
            }
        }
        return held;
    }
}
