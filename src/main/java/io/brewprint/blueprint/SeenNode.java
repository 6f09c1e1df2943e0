package io.brewprint.blueprint;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One node of an export, as far as it says what its type is.
 *
 * @param name the type's name in the DSL
 * @param nodeClass Unreal's class of the node, with its path where it is not of Unreal's own Blueprint module
 * @param member path and name of its function, event or macro; a mere name for one of its own Blueprint; empty when the
 *     class says it all
 * @param known true when the catalog has the type
 * @param pins as the export lists them, in the DSL's names and types
 */
public record SeenNode(String name, String nodeClass, String member, boolean known, List<PinSpec> pins) {
    /** Copies the list. */
    public SeenNode {
        pins = List.copyOf(pins);
    }

    /**
     * True for a function of the Blueprint that the export is from: it has no path, and no other graph could call it.
     */
    public boolean isOwn() {
        return !member.isEmpty() && !member.contains(":");
    }

    /** The pin of that name on that side; null when there is none. */
    @Nullable
    PinSpec pin(PinSpec like) {
        for (PinSpec pin : pins) {
            if (pin.output() == like.output() && pin.name().equalsIgnoreCase(like.name())) {
                return pin;
            }
        }
        return null;
    }
}
