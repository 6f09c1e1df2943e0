package io.brewprint.compose;

import java.util.List;

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
    /** An exec output with a block behind it. */
    record Block(String pin, boolean optional) {}

    /**
     * An output that others may use.
     *
     * @param type its type; {@code @Array} for the elements of that input, * for the class of a cast
     * @param nouns how it is called
     */
    record Gift(String pin, String type, List<String> nouns) {}

    /** The same in other words. */
    Recipe told(Wording other) {
        return new Recipe(family, type, parent, inputs, blocks, goesOn, gives, other);
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
