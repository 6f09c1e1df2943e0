package io.brewprint.blueprint;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the catalog knows of one type's pins: enough to say whether a pin is there and what it carries. */
public final class NodeSignature {
    private final String type;
    private final List<PinSpec> pins;
    private final boolean latent;
    private final boolean event;
    private final boolean moreOperands;
    private final Map<String, PinSpec> inputs = new HashMap<>();
    private final Map<String, PinSpec> outputs = new HashMap<>();
    private final List<PinSpec> inputPatterns = new ArrayList<>();
    private final List<PinSpec> outputPatterns = new ArrayList<>();

    /**
     * A signature.
     *
     * @param type the DSL type
     * @param pins in Unreal's order, inputs first
     * @param latent true when the node finishes later
     * @param event true when control begins there
     * @param moreOperands true for an operator that takes inputs C, D and so on like its A
     */
    NodeSignature(String type, List<PinSpec> pins, boolean latent, boolean event, boolean moreOperands) {
        this.type = requireNonNull(type, "type");
        this.pins = List.copyOf(pins);
        this.latent = latent;
        this.event = event;
        this.moreOperands = moreOperands;
        for (PinSpec pin : pins) {
            if (pin.isPattern()) {
                (pin.output() ? outputPatterns : inputPatterns).add(pin);
            } else {
                (pin.output() ? outputs : inputs).put(pin.name(), pin);
            }
        }
    }

    /** The DSL type. */
    public String type() {
        return type;
    }

    /** All pins, patterns included. */
    public List<PinSpec> pins() {
        return pins;
    }

    /** True when the node finishes later than it begins: it has no place in a function. */
    public boolean isLatent() {
        return latent;
    }

    /** True when control begins here. */
    public boolean isEvent() {
        return event;
    }

    /** True when no control runs through the node, so that its value is worked out whenever it is asked for. */
    public boolean isPure() {
        return pins.stream().noneMatch(pin -> pin.isExec() || pin.isAny());
    }

    /** True when a class given to the node decides the type of what it returns. */
    public boolean isShapedByClass() {
        return pins.stream().anyMatch(pin -> !pin.output() && pin.type().startsWith("Class"));
    }

    /** The pin of that name on that side; null when there is none. */
    public @Nullable PinSpec pin(String name, boolean output) {
        Map<String, PinSpec> named = output ? outputs : inputs;
        PinSpec exact = named.get(name);
        return exact != null ? exact : search(name, output, named);
    }

    private @Nullable PinSpec search(String name, boolean output, Map<String, PinSpec> named) {
        for (PinSpec pattern : output ? outputPatterns : inputPatterns) {
            if (pattern.matches(name)) {
                return pattern;
            }
        }
        PinSpec first = inputs.get("A");
        if (moreOperands
                && !output
                && first != null
                && name.length() == 1
                && name.charAt(0) > 'B'
                && name.charAt(0) <= 'Z') {
            return first;
        }
        if (latent && !output && name.equals("LatentInfo")) {
            return new PinSpec(name, "LatentActionInfo", false, true, null);
        }
        for (PinSpec pin : named.values()) {
            // Unreal's names ignore case, and a struct pin may be split into its members.
            if (pin.name().equalsIgnoreCase(name)) {
                return pin;
            }
            if (name.length() > pin.name().length() + 1
                    && name.charAt(pin.name().length()) == '_'
                    && name.startsWith(pin.name())
                    && TypeRules.isStruct(pin.type())) {
                return new PinSpec(
                        name,
                        TypeRules.member(pin.type(), name.substring(pin.name().length() + 1)),
                        output,
                        false,
                        null);
            }
        }
        return null;
    }

    /** The names of one side, for suggestions: those of exec pins or those of data pins. */
    public List<String> names(boolean output, boolean exec) {
        return pins.stream()
                .filter(pin -> pin.output() == output
                        && pin.isExec() == exec
                        && !pin.hidden()
                        && !pin.name().equals("*"))
                .map(PinSpec::name)
                .toList();
    }
}
