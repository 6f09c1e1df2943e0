package io.brewprint.dataset;

import io.brewprint.blueprint.NodeCatalog;
import io.brewprint.blueprint.NodeType;
import io.brewprint.blueprint.PinSpec;
import java.util.StringJoiner;

/** What the model is told before every request, in training and afterwards. */
public final class SystemPrompt {
    /** Short enough for a small model's context; large ones learn the rest from the rows. */
    public static final String LEAN = "You write Unreal Engine 5 Blueprints in the Brewprint DSL.";

    private static final int REFERENCE_CHARACTERS = 5_700;

    private SystemPrompt() {}

    /**
     * The lean prompt and a list of nodes with their pins, as many as fit about 1,500 tokens: for models that have not
     * learned the nodes.
     */
    public static String reference(NodeCatalog catalog) {
        StringBuilder text = new StringBuilder(LEAN).append("\nNodes, with inputs -> outputs:\n");
        for (NodeType type : catalog.types()) {
            StringJoiner in = new StringJoiner(", ");
            StringJoiner out = new StringJoiner(", ");
            for (PinSpec pin : catalog.pins(type.name())) {
                if (!pin.hidden()) {
                    (pin.output() ? out : in).add(pin.name());
                }
            }
            String line = type.name() + ": " + in + " -> " + out + "\n";
            if (text.length() + line.length() > REFERENCE_CHARACTERS) {
                break;
            }
            text.append(line);
        }
        return text.toString();
    }
}
