package io.brewprint.complete;

import io.brewprint.blueprint.PinSpec;
import io.brewprint.blueprint.TypeRules;
import io.brewprint.complete.WrittenNode.End;
import io.brewprint.dsl.Attribute;
import io.brewprint.dsl.CheckedNode;
import io.brewprint.dsl.CompileRules;
import io.brewprint.dsl.NodeChecks;
import io.brewprint.dsl.Spelling;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A line that declares a node: an id that is free, a type that is known, and the attributes that it takes. */
final class NodeLine {
    private final Scope scope;
    private final PartialGraph wiring;
    private final AllowedTypes shelf;

    NodeLine(Scope scope, PartialGraph wiring) {
        this.scope = scope;
        this.wiring = wiring;
        this.shelf = scope.shelf();
    }

    /** The id, a bare word: nobody writes others where he is free to choose. */
    LinePosition id() {
        return LinePosition.settledBut(
                Lexers.WORD,
                ":",
                wiring.byId.keySet(),
                (id, colon) -> LinePosition.mark(
                        ": ",
                        (mark, b) -> LinePosition.of(
                                        shelf.types(wiring, wish()),
                                        "\n ",
                                        (type, end) -> type(id, Names.read(type), end))
                                .hinging()
                                .owing(shelf.debt)));
    }

    /** The type that a completion makes; empty where any will do. */
    private String wish() {
        End want = scope.wanted();
        if (want != null) {
            return AllowedTypes.giver(want.pin);
        }
        return scope.wantedName().isEmpty() || wiring.function ? "" : AllowedTypes.EVENT;
    }

    private @Nullable LinePosition type(String id, String type, int end) {
        CheckedNode seat = shelf.seat(id, type, List.of());
        if (seat == null || !shelf.fits(seat, wiring)) {
            return null;
        }
        return end == '\n' ? end(seat) : LinePosition.mark(" [", (mark, b) -> key(seat));
    }

    /** The next line; null where the node lacks something. */
    private @Nullable LinePosition end(CheckedNode seat) {
        return isWhole(seat) ? scope.with(wiring.with(seat)).line() : null;
    }

    private boolean isWhole(CheckedNode seat) {
        String key = needed(seat);
        return (key.isEmpty() || !NodeChecks.value(seat, key).isEmpty())
                && !wiring.events.contains(NodeChecks.eventKey(seat));
    }

    /** What the node lacks to be one: an event that is nobody's, or another class's, says what it answers. */
    private String needed(CheckedNode seat) {
        boolean foreign = CompileRules.isUnexplainedEvent(seat, shelf.catalog)
                || !CompileRules.foreignEvent(
                                seat, shelf.catalog, scope.elsewhere().parent())
                        .isEmpty();
        return foreign ? "@Event" : NodeChecks.needed(seat);
    }

    private LinePosition key(CheckedNode seat) {
        var choice = new Choice.Maker().addOpen("@");
        String needed = needed(seat);
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
            WrittenNode.others(seat).forEach(name -> offer(seat, name, choice));
        }
        for (String key : shelf.keys) {
            if (shelf.catalog.isKey(seat.type(), key)) {
                offer(seat, key, choice);
            }
        }
        if (lacking) {
            choice.add(Spelling.key(needed));
        }
        return LinePosition.of(choice.make(lacking ? Spelling.key(needed) : null, false), "=", (written, b) -> {
            String key = Names.key(written);
            return takes(seat, key) ? LinePosition.mark("=", (mark, value) -> value(seat, key)) : null;
        });
    }

    private void offer(CheckedNode seat, String key, Choice.Maker choice) {
        if (takes(seat, key)) {
            choice.add(Spelling.key(key));
        }
    }

    /** True when the node takes an attribute of that name and has none yet. */
    private boolean takes(CheckedNode seat, String key) {
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
        boolean early = seat.type().startsWith("Variable")
                && pin != null
                && pin.name().equals("Value")
                && NodeChecks.value(seat, "VarName").isEmpty();
        return pin != null && !pin.isExec() && !early;
    }

    private static @Nullable PinSpec pin(CheckedNode seat, String key) {
        return seat.pin(key, false);
    }

    private static String canonical(CheckedNode seat, String key) {
        String usual = seat.usual(key);
        return usual == null ? key : usual;
    }

    private static Set<String> used(CheckedNode seat) {
        var names = new HashSet<String>();
        seat.node.attributes().forEach(attribute -> names.add(canonical(seat, attribute.name())));
        return names;
    }

    private LinePosition value(CheckedNode seat, String key) {
        Slot form = form(seat, key);
        if (form == null) {
            boolean filled = NodeChecks.isRequired(seat.type(), canonical(seat, key));
            boolean named = key.equals("EventName") && seat.type().equals(AllowedTypes.EVENT);
            String wish = named ? scope.wantedName() : "";
            form = Names.wished(
                    filled ? Lexers.VALUE_FILLED : Lexers.VALUE, wish.isEmpty() ? "" : Spelling.value(wish));
        }
        LinePosition.Follow given = (text, end) -> given(seat, key, Names.read(text.strip()), end);
        // Where the same event stands already, the value tells them apart.
        boolean event = !wiring.events.isEmpty() && !NodeChecks.eventKey(seat).isEmpty();
        LinePosition step = event ? LinePosition.of(form, "],", given) : LinePosition.settled(form, "],", given);
        step = key.startsWith("Value") ? step.hinging() : step;
        return CompileRules.isCall(seat.type(), canonical(seat, key)) ? step.owing(AllowedTypes.NAMED) : step;
    }

    /** The form of an attribute's value; null for any text. */
    private @Nullable Slot form(CheckedNode seat, String key) {
        if (key.startsWith("@") || !seat.checked || seat.signature == null || shelf.catalog.isKey(seat.type(), key)) {
            return null;
        }
        PinSpec pin = pin(seat, key);
        return pin == null ? null : Lexers.of(NodeChecks.type(seat, pin, wiring.variables));
    }

    private @Nullable LinePosition given(CheckedNode seat, String key, String value, int end) {
        var attributes = new ArrayList<>(seat.node.attributes());
        attributes.add(new Attribute(key, value));
        CheckedNode with = shelf.seat(seat.node.id(), seat.node.type(), attributes);
        if (with == null || (key.equals("@Types") && !fits(with))) {
            return null;
        }
        if (end == ',') {
            return LinePosition.mark(", ", (mark, b) -> key(with));
        }
        return isWhole(with) ? LinePosition.last(() -> end(with)) : null;
    }

    /** False where a value that stands already is none of the type that its pin is given afterwards. */
    private boolean fits(CheckedNode seat) {
        for (Attribute attribute : seat.node.attributes()) {
            PinSpec pin = attribute.name().startsWith("@") ? null : pin(seat, attribute.name());
            if (pin != null
                    && seat.checked
                    && !shelf.catalog.isKey(seat.type(), attribute.name())
                    && !TypeRules.isValue(NodeChecks.type(seat, pin, wiring.variables), attribute.value())) {
                return false;
            }
        }
        return true;
    }
}
