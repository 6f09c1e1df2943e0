package io.brewprint.translate;

import io.brewprint.blueprint.NodeCatalog;
import io.brewprint.clipboard.ClipObject;
import io.brewprint.translate.Roles.Role;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which objects make one graph. */
final class Groups {
    /** A graph: its paste, its name, and its kind, K2 for a Blueprint graph. */
    record Key(int paste, String graph, String kind) {}

    private final NodeCatalog catalog;
    private final Roles roles;
    private final ClipLinks wiring;

    Groups(NodeCatalog catalog, Roles roles, ClipLinks wiring) {
        this.catalog = catalog;
        this.roles = roles;
        this.wiring = wiring;
    }

    /** The objects of each graph, in order of appearance. */
    Map<Key, List<ClipObject>> of(List<ClipObject> objects) {
        var kinds = new HashMap<Integer, String>();
        var names = new HashMap<Integer, String>();
        for (ClipObject object : objects) {
            if (roles.of(object) == Role.NODE) {
                kind(object).ifPresent(kind -> kinds.putIfAbsent(object.paste(), kind));
                // A class of no known kind speaks only where no other node does.
                kinds.putIfAbsent(-1 - object.paste(), "Other");
            }
            String graph = Origin.of(object).graph();
            if (!graph.isEmpty()) {
                names.putIfAbsent(object.paste(), graph);
            }
        }
        var keys = new HashMap<ClipObject, Key>();
        for (ClipObject object : objects) {
            int paste = object.paste();
            String common = kinds.getOrDefault(paste, kinds.getOrDefault(-1 - paste, "K2"));
            // Comments and links belong to the graph they were copied with, whatever their own class is.
            String kind = roles.of(object) == Role.NODE ? kind(object).orElse(common) : common;
            String graph = Origin.of(object).graph();
            if (graph.isEmpty()) {
                // Some nodes of a paste may lack the path that the others have.
                graph = names.getOrDefault(paste, kind.equals("K2") ? "EventGraph" : kind + "Graph");
            }
            keys.put(object, new Key(paste, graph, kind));
        }
        var torn = new HashSet<Integer>();
        for (ClipLinks.Wire wire : wiring.wires()) {
            ClipObject from = wiring.owner(wire.from());
            if (!key(keys, from).equals(key(keys, wiring.owner(wire.to())))) {
                torn.add(from.paste());
            }
        }
        var groups = new LinkedHashMap<Key, List<ClipObject>>();
        var whole = new HashMap<Integer, Key>();
        for (ClipObject object : objects) {
            Key key = key(keys, object);
            if (torn.contains(object.paste())) {
                // A wire never leaves its graph: where paths say otherwise, they are damaged.
                Key first = whole.putIfAbsent(object.paste(), key);
                key = first == null ? key : first;
            }
            groups.computeIfAbsent(key, ignored -> new ArrayList<>()).add(object);
        }
        return new FunctionParts(roles, wiring).of(groups);
    }

    /** The kind that a node's class tells, or its pins: only Blueprints call their pins of control so. */
    private Optional<String> kind(ClipObject object) {
        Optional<String> known = catalog.kind(object.classPath());
        boolean control = known.isEmpty()
                && object.pins().stream()
                        .anyMatch(pin -> pin.isExec()
                                && (pin.name().equals("execute") || pin.name().equals("then")));
        return control ? Optional.of("K2") : known;
    }

    private static Key key(Map<ClipObject, Key> keys, ClipObject object) {
        return keys.getOrDefault(object, new Key(object.paste(), "EventGraph", "K2"));
    }
}
