package io.brewprint.blueprint;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Proposes catalog entries from nodes that were seen in exports: the pins that Unreal wrote are the truth of it.
 *
 * <p>What it is told comes from a reader of clipboard text; it keeps one entry a type, joins the pins of all its nodes,
 * and leaves out whatever the catalog has already.
 */
public final class CatalogLearner {
    private final NodeCatalog catalog;
    private final Map<String, Seen> seen = new TreeMap<>();
    private final Map<String, Integer> known = new TreeMap<>();
    private final Map<String, Integer> own = new TreeMap<>();
    private final Set<String> disagreements = new TreeSet<>();

    private static final class Seen {
        final String name;
        final String nodeClass;
        final String member;
        final Map<String, PinSpec> pins = new LinkedHashMap<>();
        boolean latent;
        int count;

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

    /** Takes in one node. */
    public void observe(SeenNode node) {
        if (node.known()) {
            known.merge(node.name(), 1, Integer::sum);
            compare(node);
        } else if (node.isOwn()) {
            own.merge(node.member(), 1, Integer::sum);
        } else {
            learn(node);
        }
    }

    private void learn(SeenNode node) {
        String name = Character.isDigit(node.name().charAt(0)) ? "Node_" + node.name() : node.name();
        Seen entry = seen.computeIfAbsent(
                node.nodeClass() + "\t" + node.member(), key -> new Seen(name, node.nodeClass(), node.member()));
        entry.count++;
        for (PinSpec pin : node.pins()) {
            if (pin.name().equals("LatentInfo")) {
                entry.latent = true;
            } else if (pin.name().indexOf(':') < 0 && !pin.name().isEmpty() && !pin.isPattern()) {
                // Two nodes that disagree on a type both speak the truth: the pin takes either.
                entry.pins.merge(
                        (pin.output() ? ">" : "<") + pin.name(),
                        pin,
                        (a, b) -> a.type().equals(b.type())
                                ? a
                                : new PinSpec(
                                        a.name(),
                                        a.isExec() || b.isExec() ? "any" : "Wildcard",
                                        a.output(),
                                        a.hidden(),
                                        null));
            }
        }
    }

    /** What the export says otherwise than the catalog: one line a pin. */
    private void compare(SeenNode node) {
        NodeSignature signature = catalog.signature(node.name());
        // What a rule makes of a name, of a cast for one, is no entry that could be wrong.
        if (signature == null
                || catalog.byName(node.name()).isEmpty()
                || node.name().startsWith("Variable")) {
            return;
        }
        for (PinSpec pin : node.pins()) {
            PinSpec ours = signature.pin(pin.name(), pin.output());
            if (ours == null && !pin.hidden()) {
                disagree(node, pin, "is " + pin.type() + " in the export and not in the catalog");
            } else if (ours != null && !ours.isAny() && !agree(ours.type(), pin.type())) {
                disagree(node, pin, "is " + pin.type() + " in the export and " + ours.type() + " in the catalog");
            }
        }
        for (PinSpec ours : signature.pins()) {
            if (!ours.isPattern() && !ours.hidden() && !ours.isAny() && node.pin(ours) == null) {
                disagree(node, ours, "is " + ours.type() + " in the catalog and not in the export");
            }
        }
    }

    /** Pins of objects may be drawn more or less special; a number that is said to be a text is a mistake. */
    private static boolean agree(String ours, String theirs) {
        if (ours.equals(theirs) || ours.contains("Wildcard") || theirs.contains("Wildcard")) {
            return true;
        }
        // An enum is a byte with names.
        if ((ours.equals("Byte") && !TypeRules.isValueType(theirs))
                || (theirs.equals("Byte") && !TypeRules.isValueType(ours))) {
            return !ours.equals("exec") && !theirs.equals("exec");
        }
        boolean plain = TypeRules.isValueType(ours)
                || TypeRules.isValueType(theirs)
                || ours.equals("exec")
                || theirs.equals("exec");
        return !plain && (TypeRules.fits(ours, theirs) || TypeRules.fits(theirs, ours));
    }

    private void disagree(SeenNode node, PinSpec pin, String how) {
        disagreements.add(node.name() + ": " + (pin.output() ? "output " : "input ") + pin.name() + " " + how);
    }

    /** Types that the catalog has, and how many nodes of each were seen. */
    public Map<String, Integer> known() {
        return Collections.unmodifiableMap(known);
    }

    /** Functions of the exports' own Blueprints, which are no catalog's business, and how often they were seen. */
    public Map<String, Integer> own() {
        return Collections.unmodifiableMap(own);
    }

    /** Where an export and the catalog say different things of a known type, each once. */
    public List<String> disagreements() {
        return List.copyOf(disagreements);
    }

    /** How many nodes of types were seen that the catalog lacks. */
    public int unknown() {
        return seen.values().stream().mapToInt(each -> each.count).sum();
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
                name = name + "_"
                        + (word.isEmpty()
                                ? type.nodeClass
                                        .substring(type.nodeClass.lastIndexOf('.') + 1)
                                        .replace("K2Node_", "")
                                : word);
            }
            int again = names.merge(name, 1, Integer::sum);
            var pins = new ArrayList<PinSpec>();
            type.pins.values().stream().filter(pin -> !pin.output()).forEach(pins::add);
            type.pins.values().stream().filter(PinSpec::output).forEach(pins::add);
            entries.add(new CatalogEntry(
                    again == 1 ? name : name + again, type.nodeClass, type.member, pins, type.latent, List.of()));
        }
        return entries;
    }
}
