package io.brewprint.compose;

import io.brewprint.blueprint.NodeCatalog;
import io.brewprint.blueprint.NodeSignature;
import java.util.List;
import java.util.Set;

/**
 * A row of the tables: something that Blueprints do, and how people say it.
 *
 * @param family what it belongs to: a base may be pretrained without whole families
 * @param type node type; of two in a chain, A&gt;B; with * for a class in its name
 * @param parent class that the Blueprint must be; empty for any
 * @param inputs what it takes
 * @param blocks exec outputs from which blocks go on
 * @param goesOn exec output after which things go on; empty where the node says it, or nothing does
 * @param gives what it gives to what comes after it
 * @param wording how it is said
 */
record Recipe(
        String family,
        String type,
        String parent,
        List<Input> inputs,
        List<Block> blocks,
        String goesOn,
        List<Gift> gives,
        Wording wording) {
    /** Type of the event of an interface that the Blueprint implements, and what a message of one is known by. */
    static final String ANSWER = "Event_*";

    static final String MESSAGE = "K2Node_Message";

    /** What counts how often it was run says little in a function. */
    private static final Set<String> ONCE = Set.of("DoOnce", "DoN");

    /** An exec output with a block behind it. */
    record Block(String pin, boolean optional) {}

    /**
     * An output that others may use.
     *
     * @param type its type; {@code @Array} for the elements of that input, * for the class of a cast
     * @param nouns how it is called
     */
    record Gift(String pin, String type, List<String> nouns) {}

    /** By what it is known where one node type does many things: the function that it calls, else the type. */
    String key() {
        for (Input input : inputs) {
            if (input.pin().equals("@Function")) {
                return switch (input.source()) {
                    case Input.Fixed fixed ->
                        fixed.value().substring(fixed.value().lastIndexOf(':') + 1);
                    case Input.Taken taken when taken.kind() == Kind.FUNCTION -> OwnFunction.ENTRY;
                    case Input.Taken taken when taken.kind() == Kind.MESSAGE -> MESSAGE;
                    default -> type;
                };
            }
        }
        return type;
    }

    /** True for the call of an own function that is still to be made up. */
    boolean callsOwn() {
        return key().equals(OwnFunction.ENTRY);
    }

    /** The same in other words. */
    Recipe told(Wording other) {
        return new Recipe(family, type, parent, inputs, blocks, goesOn, gives, other);
    }

    /** True for what may stand in a function: it waits for nothing, and binds no event of another graph. */
    boolean isInFunctions() {
        NodeSignature signature = NodeCatalog.standard().signature(first());
        boolean waits = signature != null && signature.isLatent();
        boolean binds = inputs.stream()
                .anyMatch(input -> input.source() instanceof Input.Taken taken && taken.kind() == Kind.DELEGATE);
        return !waits && !binds && !callsOwn() && !ONCE.contains(type);
    }

    /** The first node's type. */
    String first() {
        int chain = type.indexOf('>');
        return chain < 0 ? type : type.substring(0, chain);
    }

    /** The second node's type, empty where there is one only. */
    String second() {
        int chain = type.indexOf('>');
        return chain < 0 ? "" : type.substring(chain + 1);
    }
}
