package io.brewprint.translate;

import io.brewprint.blueprint.NodeCatalog;
import io.brewprint.clipboard.ClipObject;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Functions that stand in one group with events: texts that were put together by hand, without the paths that tell
 * graphs apart. What is wired to a function's entry goes into a graph of its own, for no event may stand there.
 */
final class FunctionParts {
    private static final String ENTRY = "K2Node_FunctionEntry";
    private static final String EVENTS = "EventGraph";

    private final Roles roles;
    private final ClipLinks wiring;

    FunctionParts(Roles roles, ClipLinks wiring) {
        this.roles = roles;
        this.wiring = wiring;
    }

    Map<Groups.Key, List<ClipObject>> of(Map<Groups.Key, List<ClipObject>> groups) {
        var parted = new LinkedHashMap<Groups.Key, List<ClipObject>>();
        groups.forEach((key, members) -> {
            List<ClipObject> entries = members.stream()
                    .filter(member -> member.className().equals(ENTRY))
                    .toList();
            boolean mixed = key.kind().equals("K2")
                    && !entries.isEmpty()
                    && members.stream().anyMatch(member -> roles.of(member) == Roles.Role.NODE && isEvent(member));
            if (!mixed) {
                parted.computeIfAbsent(key, ignored -> new ArrayList<>()).addAll(members);
                return;
            }
            Map<ClipObject, String> functions = functions(entries, neighbours(), key.graph());
            for (ClipObject member : members) {
                String graph = functions.get(member);
                // A graph that is called like the function keeps that name for it, and the events get theirs.
                String rest = functions.containsValue(key.graph()) ? EVENTS : key.graph();
                parted.computeIfAbsent(
                                new Groups.Key(key.paste(), graph == null ? rest : graph, key.kind()),
                                ignored -> new ArrayList<>())
                        .add(member);
            }
        });
        return parted;
    }

    private static boolean isEvent(ClipObject object) {
        String bare = object.className().replaceFirst("^K2Node_", "");
        return bare.endsWith("Event")
                || (NodeCatalog.isEvent(bare) && !object.className().equals(ENTRY) && !bare.equals("Tunnel"));
    }

    private Map<ClipObject, Set<ClipObject>> neighbours() {
        Map<ClipObject, Set<ClipObject>> neighbours = new HashMap<>();
        for (ClipLinks.Wire wire : wiring.wires()) {
            ClipObject from = wiring.owner(wire.from());
            ClipObject to = wiring.owner(wire.to());
            neighbours.computeIfAbsent(from, ignored -> new HashSet<>()).add(to);
            neighbours.computeIfAbsent(to, ignored -> new HashSet<>()).add(from);
        }
        return neighbours;
    }

    /** The function that each node belongs to by its wires. */
    private static Map<ClipObject, String> functions(
            List<ClipObject> entries, Map<ClipObject, Set<ClipObject>> neighbours, String graph) {
        Map<ClipObject, String> functions = new HashMap<>();
        for (ClipObject entry : entries) {
            String name = entry.field("FunctionReference", "MemberName");
            String function = name.isEmpty() ? graph.equals(EVENTS) ? "Function" : graph : name;
            var open = new ArrayDeque<>(List.of(entry));
            while (!open.isEmpty()) {
                ClipObject node = open.poll();
                if (functions.putIfAbsent(node, function) == null) {
                    open.addAll(neighbours.getOrDefault(node, Set.of()));
                }
            }
        }
        return functions;
    }
}
