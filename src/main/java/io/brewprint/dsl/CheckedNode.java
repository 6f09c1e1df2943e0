package io.brewprint.dsl;

import io.brewprint.blueprint.Alias;
import io.brewprint.blueprint.NodeCatalog;
import io.brewprint.blueprint.NodeSignature;
import io.brewprint.blueprint.PinSpec;
import io.brewprint.dsl.TextPositions.Spot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A node while its graph is checked: what the catalog says of it and which of its pins are wired. */
public final class CheckedNode {
    /** The wires of one pin. */
    static final class Use {
        final String pin;
        final Edge.Kind kind;
        final PinRef first;
        private @Nullable Set<PinRef> all;

        Use(String pin, Edge.Kind kind, PinRef first) {
            this.pin = pin;
            this.kind = kind;
            this.first = first;
        }

        /** False when that end is already wired to this pin. */
        boolean add(PinRef other) {
            if (all == null) {
                if (other.equals(first)) {
                    return false;
                }
                all = new HashSet<>();
                all.add(first);
            }
            return all.add(other);
        }

        /** True when every wire of the pin leads to an end that passes the test. */
        boolean isAll(Predicate<PinRef> test) {
            return all == null ? test.test(first) : all.stream().allMatch(test);
        }
    }

    private static final int FEW = 12;

    public final Node node;
    final Spot spot;
    public final @Nullable NodeSignature signature;
    public final @Nullable Alias alias;
    public final @Nullable Alias ownPins;

    /** False where the node's pins are its own affair. */
    public final boolean checked;

    final List<CheckedNode> execNext = new ArrayList<>(2);
    final List<CheckedNode> dataFrom = new ArrayList<>(2);
    private final List<Use> inputs = new ArrayList<>(4);
    private final List<Use> outputs = new ArrayList<>(4);
    private @Nullable Map<String, Use> manyInputs;
    private @Nullable Map<String, Use> manyOutputs;

    private @Nullable Map<String, String> ownTypes;

    @Nullable
    String element;

    boolean entered;
    boolean reached;
    int mark;

    CheckedNode(
            Node node,
            Spot spot,
            @Nullable NodeSignature signature,
            @Nullable Alias alias,
            @Nullable Alias ownPins,
            boolean checked) {
        this.node = node;
        this.spot = spot;
        this.signature = signature;
        this.alias = alias;
        this.ownPins = ownPins;
        this.checked = checked;
    }

    /** A node as the catalog knows it; without a catalog nothing is known of it. */
    public static CheckedNode of(Node node, Spot spot, @Nullable NodeCatalog catalog) {
        if (catalog == null) {
            return new CheckedNode(node, spot, null, null, null, false);
        }
        Alias found = catalog.alias(node.type());
        boolean self = found != null && found.type().equals(node.type());
        Alias alias = self ? null : found;
        Alias ownPins = self ? found : found == null ? null : catalog.alias(found.type());
        NodeSignature signature = catalog.signature(alias == null ? node.type() : alias.type());
        boolean checked = signature != null && !GraphValidator.hasOwnWord(node);
        return new CheckedNode(node, spot, signature, alias, ownPins, checked);
    }

    /** The type under its usual name. */
    public String type() {
        return alias == null ? node.type() : alias.type();
    }

    /** The usual name of a pin or attribute that is written otherwise; null when there is none. */
    public @Nullable String usual(String name) {
        String found = alias == null ? null : alias.pins().get(name);
        return found != null || ownPins == null ? found : ownPins.pins().get(name);
    }

    boolean isWired() {
        return !inputs.isEmpty() || !outputs.isEmpty();
    }

    @Nullable
    Use use(String pin, boolean output) {
        Map<String, Use> many = output ? manyOutputs : manyInputs;
        if (many != null) {
            return many.get(pin);
        }
        for (Use use : output ? outputs : inputs) {
            if (use.pin.equals(pin)) {
                return use;
            }
        }
        return null;
    }

    /** True when an input of a name that passes the test has a wire. */
    boolean isUsed(Predicate<String> test) {
        return inputs.stream().anyMatch(use -> test.test(use.pin));
    }

    void add(Use use, boolean output) {
        List<Use> list = output ? outputs : inputs;
        list.add(use);
        Map<String, Use> many = output ? manyOutputs : manyInputs;
        if (many != null) {
            many.put(use.pin, use);
        } else if (list.size() > FEW) {
            // A hostile text may wire thousands of pins of one node.
            var map = new HashMap<String, Use>();
            list.forEach(each -> map.put(each.pin, each));
            if (output) {
                manyOutputs = map;
            } else {
                manyInputs = map;
            }
        }
    }

    /** The pin under the name written, or under its usual name; null when the node has none. */
    public @Nullable PinSpec pin(String name, boolean output) {
        PinSpec found = known(name, output);
        String own = found == null || found.isExec() ? null : ownType(name, output);
        return found == null || own == null
                ? found
                : new PinSpec(found.name(), own, output, found.hidden(), found.ownDefault(), found.wired());
    }

    /** The type that the node itself gives a pin; null where it says nothing. */
    private @Nullable String ownType(String name, boolean output) {
        Map<String, String> own = ownTypes;
        if (own == null) {
            own = OwnTypes.of(node);
            ownTypes = own;
        }
        return own.get(OwnTypes.key(name, output));
    }

    private @Nullable PinSpec known(String name, boolean output) {
        if (signature == null) {
            return null;
        }
        PinSpec found = signature.pin(name, output);
        if (found == null) {
            String usual = usual(name);
            found = usual == null ? null : signature.pin(usual, output);
        }
        if (found == null && node.type().startsWith("Variable") && name.indexOf('_') > 0) {
            // A struct variable may be split into its members.
            String variable = node.attribute("VarName").orElse("");
            if (name.startsWith("Value_") || name.startsWith(variable + "_")) {
                return new PinSpec(name, "Wildcard", output, false, null);
            }
        }
        return found;
    }
}
