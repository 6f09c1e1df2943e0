package io.brewprint.dsl;

import io.brewprint.blueprint.PinSpec;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A node that is written down, with the names that its pins may be wired by. */
final class Stand {
    /** A pin's name, or with {@code open} what a name begins with. */
    record Offer(String name, boolean open) {
        /** A name that the offer stands for. */
        String example() {
            return open ? name + "Zz9" : name;
        }
    }

    /** One end of a wire. */
    record End(Stand stand, String name, boolean output, @Nullable PinSpec pin) {
        /** What the pin carries; null where the node's pins are its own affair. */
        @Nullable PinSpec carried() {
            return stand.seat.checked ? pin : null;
        }

        /** True when the node has such a pin for control, or for values. */
        boolean takes(boolean exec) {
            return !stand.seat.checked || (pin != null && (pin.isAny() || pin.isExec() == exec));
        }

        /** One name for all spellings of the pin. */
        String key() {
            String usual = pin != null && pin.name().equalsIgnoreCase(name) ? pin.name() : stand.seat.usual(name);
            return stand.index + (output ? ">" : "<") + (usual == null ? name : usual);
        }
    }

    final Seat seat;
    final int index;
    final List<Offer> outputs;
    final List<Offer> inputs;

    Stand(Seat seat, int index) {
        this.seat = seat;
        this.index = index;
        outputs = offers(seat, true);
        inputs = offers(seat, false);
    }

    String id() {
        return seat.node.id();
    }

    End end(String name, boolean output) {
        return new End(this, name, output, seat.pin(name, output));
    }

    private static List<Offer> offers(Seat seat, boolean output) {
        if (!seat.checked || seat.signature == null) {
            return List.of(new Offer("", true));
        }
        Set<Offer> offers = new LinkedHashSet<>();
        for (PinSpec pin : seat.signature.pins()) {
            if (pin.output() == output) {
                String name = pin.isPattern() ? pin.name().substring(0, pin.name().length() - 1) : pin.name();
                offers.add(new Offer(name, pin.isPattern()));
                if (!pin.isPattern() && seat.pin(name + "_Zz9", output) != null) {
                    offers.add(new Offer(name + "_", true));
                }
            }
        }
        String variable = seat.node.attribute("VarName").orElse("");
        if (seat.node.type().startsWith("Variable") && Words.name(variable).equals(variable)) {
            offers.add(new Offer(variable + "_", true));
        }
        for (char operand = 'C'; operand <= 'Z' && !output; operand++) {
            if (seat.signature.pin(String.valueOf(operand), false) != null) {
                offers.add(new Offer(String.valueOf(operand), false));
            }
        }
        others(seat).forEach(name -> {
            if (seat.pin(name, output) != null) {
                offers.add(new Offer(name, false));
            }
        });
        return new ArrayList<>(offers);
    }

    /** Other names of pins and attributes. */
    static Set<String> others(Seat seat) {
        var names = new LinkedHashSet<String>();
        for (var alias : new io.brewprint.blueprint.Alias[] {seat.alias, seat.ownPins}) {
            names.addAll(alias == null ? Map.<String, String>of().keySet() : alias.pins().keySet());
        }
        return names;
    }
}
