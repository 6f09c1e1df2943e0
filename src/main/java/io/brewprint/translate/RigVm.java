package io.brewprint.translate;

import io.brewprint.clipboard.ClipObject;
import io.brewprint.dsl.Attribute;
import io.brewprint.dsl.Edge;
import io.brewprint.dsl.PinRef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Control Rig's own form: pins are nested objects, links are objects that name two pin paths. */
final class RigVm {
    private static final String PIN = "RigVMPin";

    private RigVm() {}

    /** Values of unlinked input leaves, by their path within the node: {@code TwistAxis.X=1.000000}. */
    static List<Attribute> values(ClipObject node, Set<String> linked) {
        var attributes = new ArrayList<Attribute>();
        for (ClipObject pin : node.children()) {
            if (pin.className().equals(PIN)) {
                leaves(pin, pin.name(), node.name(), linked, attributes);
            }
        }
        return attributes;
    }

    private static void leaves(
            ClipObject pin, String path, String node, Set<String> linked, List<Attribute> attributes) {
        if (linked.contains(node + "." + path)) {
            return;
        }
        List<ClipObject> parts = pin.children();
        if (!parts.isEmpty()) {
            for (ClipObject part : parts) {
                leaves(part, path + "." + part.name(), node, linked, attributes);
            }
            return;
        }
        String direction = pin.value("Direction");
        String value = pin.value("DefaultValue");
        if (!direction.equals("Output") && !direction.equals("IO") && !value.isEmpty() && !value.equals("()")) {
            attributes.add(new Attribute(path, value));
        }
    }

    /** Paths that a link enters. */
    static Set<String> targets(List<ClipObject> links) {
        var targets = new HashSet<String>();
        links.forEach(link -> targets.add(link.value("TargetPinPath")));
        return targets;
    }

    /** The edge that a link object stands for; null when an end was not copied. */
    static @Nullable Edge edge(ClipObject link, Map<String, ClipObject> nodes, Map<ClipObject, String> ids) {
        PinRef from = end(link.value("SourcePinPath"), nodes, ids);
        PinRef to = end(link.value("TargetPinPath"), nodes, ids);
        if (from == null || to == null) {
            return null;
        }
        String type = type(link.value("SourcePinPath"), nodes);
        boolean exec = type != null && type.contains("ExecuteContext");
        return new Edge(exec ? Edge.Kind.EXEC : Edge.Kind.DATA, from, to, exec ? null : type);
    }

    private static @Nullable PinRef end(String path, Map<String, ClipObject> nodes, Map<ClipObject, String> ids) {
        int dot = path.indexOf('.');
        ClipObject node = dot < 0 ? null : nodes.get(path.substring(0, dot));
        String id = node == null ? null : ids.get(node);
        return id == null ? null : new PinRef(id, path.substring(dot + 1));
    }

    private static @Nullable String type(String path, Map<String, ClipObject> nodes) {
        String[] parts = path.split("\\.");
        ClipObject at = nodes.get(parts[0]);
        for (int i = 1; i < parts.length && at != null; i++) {
            String name = parts[i];
            at = at.children().stream()
                    .filter(child -> child.name().equals(name))
                    .findFirst()
                    .orElse(null);
        }
        String type = at == null ? "" : at.value("CPPType");
        return type.isEmpty() ? null : type;
    }

    /** Nodes by name. */
    static Map<String, ClipObject> byName(Iterable<ClipObject> nodes) {
        var names = new HashMap<String, ClipObject>();
        nodes.forEach(node -> names.putIfAbsent(node.name(), node));
        return names;
    }
}
