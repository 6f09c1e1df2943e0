package io.brewprint.blueprint;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Proposes catalog entries from nodes that were seen in exports: the pins that Unreal wrote are the truth of it.
 *
 * <p>What it is told comes from a reader of clipboard text; it keeps one entry a type, joins the pins of all its nodes,
 * and leaves out whatever the catalog has already.
 */
public final class CatalogLearner {
    private final NodeCatalog catalog;
    private final Map<String, Seen> seen = new TreeMap<>();

    private static final class Seen {
        final String name;
        final String nodeClass;
        final String member;
        final Map<String, PinSpec> pins = new LinkedHashMap<>();
        boolean latent;

        Seen(String name, String nodeClass, String member) {
            this.name = name;
            this.nodeClass = nodeClass;
            this.member = member;
        }
    }

    /** Learns what that catalog does not know. */
    public CatalogLearner(NodeCatalog catalog) {
        this.catalog = catalog;
    }

    /**
     * Takes in one node.
     *
     * @param name the type's name in the DSL
     * @param nodeClass Unreal's class of the node
     * @param member path and name of its function, event or macro; empty when the class says it all
     * @param pins as the export lists them, in the DSL's names and types
     */
    public void observe(String name, String nodeClass, String member, List<PinSpec> pins) {
        boolean known = member.isEmpty() ? catalog.knowsClass(nodeClass) : catalog.byMember(member).isPresent();
        if (known || !name.matches("[A-Za-z_][A-Za-z0-9_]{0,99}")) {
            return;
        }
        Seen entry = seen.computeIfAbsent(nodeClass + "\t" + member, key -> new Seen(name, nodeClass, member));
        for (PinSpec pin : pins) {
            if (pin.name().equals("LatentInfo")) {
                entry.latent = true;
                continue;
            }
            // Two nodes that disagree on a type both speak the truth: the pin takes either.
            entry.pins.merge((pin.output() ? ">" : "<") + pin.name(), pin, (a, b) -> a.type().equals(b.type()) ? a
                    : new PinSpec(a.name(), a.isExec() || b.isExec() ? "any" : "Wildcard", a.output(), a.hidden(), null));
        }
    }

    /** The entries proposed, by class and member; names are made unique. */
    public List<CatalogEntry> entries() {
        var entries = new ArrayList<CatalogEntry>();
        var names = new TreeMap<String, Integer>();
        for (Seen type : seen.values()) {
            String name = type.name;
            if (catalog.byName(name).isPresent() || names.containsKey(name)) {
                String owner = type.member.substring(0, Math.max(0, type.member.lastIndexOf(':')));
                String word = owner.substring(owner.lastIndexOf('.') + 1).replaceAll("[^A-Za-z0-9_]|_C$", "");
                name = name + "_" + (word.isEmpty() ? type.nodeClass.replace("K2Node_", "") : word);
            }
            int again = names.merge(name, 1, Integer::sum);
            var pins = new ArrayList<PinSpec>();
            type.pins.values().stream().filter(pin -> !pin.output()).forEach(pins::add);
            type.pins.values().stream().filter(PinSpec::output).forEach(pins::add);
            entries.add(new CatalogEntry(again == 1 ? name : name + again, type.nodeClass, type.member, pins, type.latent,
                    List.of()));
        }
        return entries;
    }
}
