package io.brewprint.translate;

import io.brewprint.clipboard.ClipObject;
import io.brewprint.clipboard.Diagnostic;
import io.brewprint.clipboard.Link;
import io.brewprint.clipboard.Pin;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The wires of a text: from output to input, both ends' lists united, knots followed through. */
final class ClipLinks {
    /** One wire between two nodes that are no knots. */
    record Wire(Pin from, Pin to) {}

    private final Roles roles;
    private final Map<String, Pin> pins = new HashMap<>();
    private final Map<Pin, ClipObject> owners = new HashMap<>();
    private final Map<Pin, Set<Pin>> forward = new HashMap<>();
    private final List<Wire> wires = new ArrayList<>();
    private final Set<Pin> linked = new LinkedHashSet<>();
    private final List<Diagnostic> diagnostics = new ArrayList<>();

    ClipLinks(List<ClipObject> objects, Roles roles) {
        this.roles = roles;
        for (ClipObject object : objects) {
            for (Pin pin : object.pins()) {
                if (!pin.id().isEmpty()) {
                    pins.putIfAbsent(key(object, object.name(), pin.id()), pin);
                }
                owners.put(pin, object);
            }
        }
        for (ClipObject object : objects) {
            object.pins().forEach(this::join);
        }
        for (ClipObject object : objects) {
            if (roles.of(object) != Roles.Role.KNOT) {
                object.pins().stream().filter(Pin::isOutput).forEach(this::follow);
            }
        }
    }

    List<Wire> wires() {
        return wires;
    }

    ClipObject owner(Pin pin) {
        ClipObject owner = owners.get(pin);
        if (owner == null) {
            throw new IllegalArgumentException("a pin of another text");
        }
        return owner;
    }

    /** True when a wire to a node of this text hangs on the pin. */
    boolean isLinked(Pin pin) {
        return linked.contains(pin);
    }

    List<Diagnostic> diagnostics() {
        return diagnostics;
    }

    private static String key(ClipObject near, String node, String pin) {
        return near.paste() + "\0" + node + "\0" + pin;
    }

    private void join(Pin pin) {
        ClipObject owner = owner(pin);
        if (pins.get(key(owner, owner.name(), pin.id())) != pin) {
            // Unreal refuses a pin without an id, and of two pins with one id the first counts.
            return;
        }
        for (Link link : pin.links()) {
            Pin other = pins.get(key(owner, link.node(), link.pin()));
            if (other == null) {
                continue;
            }
            if (other.isOutput() == pin.isOutput()) {
                diagnostics.add(new Diagnostic(
                        Diagnostic.Kind.BAD_LINK,
                        pin.line(),
                        1,
                        "'" + pin.name() + "' of " + owner.name()
                                + " is linked to a pin of its own direction; left out"));
                continue;
            }
            linked.add(pin);
            linked.add(other);
            Pin from = pin.isOutput() ? pin : other;
            Pin to = pin.isOutput() ? other : pin;
            forward.computeIfAbsent(from, ignored -> new LinkedHashSet<>()).add(to);
            if (!other.links().contains(new Link(owner.name(), pin.id()))) {
                diagnostics.add(new Diagnostic(
                        Diagnostic.Kind.ONE_SIDED,
                        pin.line(),
                        1,
                        "the link from '" + pin.name() + "' of " + owner.name() + " to " + link.node()
                                + " is known to one end only; kept"));
            }
        }
    }

    private void follow(Pin start) {
        var open = new ArrayDeque<>(forward.getOrDefault(start, Set.of()));
        var seen = new LinkedHashSet<>(open);
        while (!open.isEmpty()) {
            Pin to = open.poll();
            ClipObject owner = owner(to);
            if (roles.of(owner) != Roles.Role.KNOT) {
                wires.add(new Wire(start, to));
                continue;
            }
            for (Pin out : owner.pins()) {
                for (Pin next : out.isOutput() ? forward.getOrDefault(out, Set.of()) : Set.<Pin>of()) {
                    if (seen.add(next)) {
                        open.add(next);
                    }
                }
            }
        }
    }
}
