package io.brewprint.complete;

import io.brewprint.blueprint.PinSpec;
import io.brewprint.dsl.Attribute;
import io.brewprint.dsl.NodeChecks;
import io.brewprint.dsl.Seat;
import io.brewprint.dsl.Words;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A line that declares a node: an id that is free, a type that is known, and the attributes that it takes. */
final class NodeLine {
    private final Scope scope;
    private final Wiring wiring;
    private final Shelf shelf;

    NodeLine(Scope scope, Wiring wiring) {
        this.scope = scope;
        this.wiring = wiring;
        this.shelf = scope.shelf();
    }

    /** The id, a bare word: nobody writes others where he is free to choose. */
    Step id() {
        return Step.settledBut(Lexers.WORD, ":", wiring.byId.keySet(), (id, colon) -> Step.mark(": ", (mark, b) ->
                Step.of(shelf.types(wiring), "\n ", (type, end) -> type(id, Names.read(type), end)).hinging()));
    }

    private @Nullable Step type(String id, String type, int end) {
        Seat seat = shelf.seat(id, type, List.of());
        if (seat == null || !shelf.fits(seat, wiring)) {
            return null;
        }
        return end == '\n' ? end(seat) : Step.mark(" [", (mark, b) -> key(seat));
    }

    /** The next line; null where the node lacks something. */
    private @Nullable Step end(Seat seat) {
        return isWhole(seat) ? scope.with(wiring.with(seat)).line() : null;
    }

    private boolean isWhole(Seat seat) {
        String key = NodeChecks.needed(seat);
        return (key.isEmpty() || !NodeChecks.value(seat, key).isEmpty())
                && !wiring.events.contains(NodeChecks.eventKey(seat));
    }

    private Step key(Seat seat) {
        var choice = new Choice.Maker().addOpen("@");
        String needed = NodeChecks.needed(seat);
        boolean lacking = !needed.isEmpty() && NodeChecks.value(seat, needed).isEmpty();
        if (!seat.checked || seat.signature == null) {
            choice.addOpen("");
        } else {
            for (PinSpec pin : seat.signature.pins()) {
                if (!pin.output() && pin.isPattern()) {
                    choice.addOpen(pin.name().substring(0, pin.name().length() - 1));
                } else if (!pin.output()) {
                    offer(seat, pin.name(), choice);
                    if (seat.pin(pin.name() + "_Zz9", false) != null && takes(seat, pin.name() + "_Zz9")) {
                        choice.addOpen(pin.name() + "_");
                    }
                }
            }
            for (char operand = 'C'; operand <= 'Z'; operand++) {
                offer(seat, String.valueOf(operand), choice);
            }
            Stand.others(seat).forEach(name -> offer(seat, name, choice));
        }
        for (String key : shelf.keys) {
            if (shelf.catalog.isKey(seat.type(), key)) {
                offer(seat, key, choice);
            }
        }
        if (lacking) {
            choice.add(Words.key(needed));
        }
        return Step.of(choice.make(lacking ? Words.key(needed) : null, false), "=", (written, b) -> {
            String key = Names.key(written);
            return takes(seat, key) ? Step.mark("=", (mark, value) -> value(seat, key)) : null;
        });
    }

    private void offer(Seat seat, String key, Choice.Maker choice) {
        if (takes(seat, key)) {
            choice.add(Words.key(key));
        }
    }

    /** True when the node takes an attribute of that name and has none yet. */
    private boolean takes(Seat seat, String key) {
        if (used(seat).contains(canonical(seat, key))) {
            return false;
        }
        if (key.startsWith("@") || !seat.checked || seat.signature == null || shelf.catalog.isKey(seat.type(), key)) {
            return true;
        }
        String usual = seat.signature.pin(key, false) == null ? seat.usual(key) : null;
        if (usual != null && (usual.startsWith("@") || shelf.catalog.isKey(seat.type(), usual))) {
            return true;
        }
        PinSpec pin = pin(seat, key);
        // What a variable's value looks like is known once the variable is.
        boolean early = seat.type().startsWith("Variable") && pin != null && pin.name().equals("Value")
                && NodeChecks.value(seat, "VarName").isEmpty();
        return pin != null && !pin.isExec() && !early;
    }

    private static @Nullable PinSpec pin(Seat seat, String key) {
        return seat.pin(key, false);
    }

    private static String canonical(Seat seat, String key) {
        String usual = seat.usual(key);
        return usual == null ? key : usual;
    }

    private static Set<String> used(Seat seat) {
        var names = new HashSet<String>();
        seat.node.attributes().forEach(attribute -> names.add(canonical(seat, attribute.name())));
        return names;
    }

    private Step value(Seat seat, String key) {
        Slot form = form(seat, key);
        if (form == null) {
            boolean filled = NodeChecks.isRequired(seat.type(), canonical(seat, key));
            form = filled ? Lexers.VALUE_FILLED : Lexers.VALUE;
        }
        Step.Follow given = (text, end) -> given(seat, key, Names.read(text.strip()), end);
        // Where the same event stands already, the value tells them apart.
        boolean event = !wiring.events.isEmpty() && !NodeChecks.eventKey(seat).isEmpty();
        Step step = event ? Step.of(form, "],", given) : Step.settled(form, "],", given);
        return key.startsWith("Value") ? step.hinging() : step;
    }

    /** The form of an attribute's value; null for any text. */
    private @Nullable Slot form(Seat seat, String key) {
        if (key.startsWith("@") || !seat.checked || seat.signature == null || shelf.catalog.isKey(seat.type(), key)) {
            return null;
        }
        PinSpec pin = pin(seat, key);
        return pin == null ? null : Lexers.of(NodeChecks.type(seat, pin, wiring.variables));
    }

    private @Nullable Step given(Seat seat, String key, String value, int end) {
        var attributes = new ArrayList<>(seat.node.attributes());
        attributes.add(new Attribute(key, value));
        Seat with = shelf.seat(seat.node.id(), seat.node.type(), attributes);
        if (with == null) {
            return null;
        }
        if (end == ',') {
            return Step.mark(", ", (mark, b) -> key(with));
        }
        return isWhole(with) ? Step.last(() -> end(with)) : null;
    }
}
