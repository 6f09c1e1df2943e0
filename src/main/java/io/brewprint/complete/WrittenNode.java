package io.brewprint.complete;

import io.brewprint.blueprint.Alias;
import io.brewprint.blueprint.PinSpec;
import io.brewprint.dsl.CheckedNode;
import io.brewprint.dsl.Spelling;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A node that is written down, with the names that its pins may be wired by. */
final class WrittenNode {
    /**
     * What a pin may be called.
     *
     * @param text the name, or what it begins with, as it is written
     * @param open true when at least one more letter follows
     * @param end the pin, of an open offer one of many
     */
    record Offer(String text, boolean open, End end) {}

    /** One end of a wire. */
    static final class End {
        final WrittenNode stand;
        final String name;
        final boolean output;
        final @Nullable PinSpec pin;

        /** One name for all spellings of the pin. */
        final String key;

        private End(WrittenNode stand, String name, boolean output) {
            this.stand = stand;
            this.name = name;
            this.output = output;
            pin = stand.seat.pin(name, output);
            String usual = pin != null && pin.name().equalsIgnoreCase(name) ? pin.name() : stand.seat.usual(name);
            key = stand.index + (output ? ">" : "<") + (usual == null ? name : usual);
        }

        /** What the pin carries; null where the node's pins are its own affair. */
        @Nullable
        PinSpec carried() {
            return stand.seat.checked ? pin : null;
        }

        /** True when the node has such a pin for control, or for values. */
        boolean takes(boolean exec) {
            return !stand.seat.checked || (pin != null && (pin.isAny() || pin.isExec() == exec));
        }
    }

    final CheckedNode seat;
    final int index;
    final List<Offer> outputs;
    final List<Offer> inputs;

    WrittenNode(CheckedNode seat, int index) {
        this.seat = seat;
        this.index = index;
        outputs = offers(true);
        inputs = offers(false);
    }

    String id() {
        return seat.node.id();
    }

    End end(String name, boolean output) {
        return new End(this, name, output);
    }

    private List<Offer> offers(boolean output) {
        Set<String> names = new LinkedHashSet<>();
        Set<String> begins = new LinkedHashSet<>();
        if (!seat.checked || seat.signature == null) {
            begins.add("");
        } else {
            for (PinSpec pin : seat.signature.pins()) {
                if (pin.output() == output && pin.isPattern()) {
                    begins.add(pin.name().substring(0, pin.name().length() - 1));
                } else if (pin.output() == output) {
                    names.add(pin.name());
                    begins.add(pin.name() + "_");
                }
            }
            String variable = seat.node.attribute("VarName").orElse("");
            if (seat.node.type().startsWith("Variable")
                    && Spelling.name(variable).equals(variable)) {
                begins.add(variable + "_");
            }
            for (char operand = 'C'; operand <= 'Z' && !output; operand++) {
                names.add(String.valueOf(operand));
            }
            names.addAll(others(seat));
        }
        var offers = new ArrayList<Offer>();
        for (String name : names) {
            End end = end(name, output);
            if (end.pin != null) {
                offers.add(new Offer(Spelling.name(name), false, end));
            }
        }
        for (String begin : begins) {
            End end = end(begin + "Zz9", output);
            if (!seat.checked || end.pin != null) {
                offers.add(new Offer(begin, true, end));
            }
        }
        return offers;
    }

    /** Other names of pins and attributes. */
    static Set<String> others(CheckedNode seat) {
        var names = new LinkedHashSet<String>();
        for (Alias alias : new Alias[] {seat.alias, seat.ownPins}) {
            if (alias != null) {
                names.addAll(alias.pins().keySet());
            }
        }
        return names;
    }
}
