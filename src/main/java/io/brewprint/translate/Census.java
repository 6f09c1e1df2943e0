package io.brewprint.translate;

import io.brewprint.clipboard.ClipObject;
import io.brewprint.clipboard.Link;
import io.brewprint.clipboard.Literals;
import io.brewprint.clipboard.Pin;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Counts what a parsed text holds. It shares no code with the translation and goes the other way round, from inputs
 * back to outputs: what it counts and the translation does not show is lost.
 */
final class Census {
    private record End(String node, boolean knot, Pin pin) {}

    private final Map<String, End> ends = new HashMap<>();
    private final Map<String, Set<String>> joined = new HashMap<>();
    private final Set<String> nodeNames = new HashSet<>();
    private final Map<String, List<String>> knotPins = new HashMap<>();
    private final boolean lone;
    private final Map<String, int[]> byClass = new TreeMap<>();
    private final Map<String, String> classes = new HashMap<>();
    private int nodes;
    private int comments;
    private int links;
    private int defaults;
    private int outside;

    /** Counts one level of a text. */
    Census(List<ClipObject> objects) {
        for (ClipObject object : objects) {
            nodeNames.add(object.paste() + " " + object.name());
            classes.putIfAbsent(object.paste() + " " + object.name(), object.className());
        }
        lone = objects.stream().allMatch(object -> object.className().equals("K2Node_Knot"));
        for (ClipObject object : objects) {
            count(object);
        }
        for (ClipObject object : objects) {
            for (Pin pin : object.pins()) {
                input(object, pin);
            }
        }
    }

    int nodes() {
        return nodes;
    }

    int comments() {
        return comments;
    }

    int links() {
        return links;
    }

    int defaults() {
        return defaults;
    }

    int outside() {
        return outside;
    }

    /** Nodes, links that enter them and values set on them, by class. */
    Map<String, int[]> byClass() {
        return byClass;
    }

    private void tally(String type, int what) {
        byClass.computeIfAbsent(type, key -> new int[3])[what]++;
    }

    private void count(ClipObject object) {
        String type = object.className();
        boolean knot = isKnot(object);
        if ((type.endsWith("_Comment") || type.equals("RigVMCommentNode"))
                && object.pins().isEmpty()) {
            comments++;
        } else if (type.equals("RigVMLink")) {
            rigLink(object);
        } else if (!knot) {
            nodes++;
            tally(type, 0);
        }
        for (Pin pin : object.pins()) {
            String mine = object.paste() + " " + object.name() + " " + pin.id();
            if (pin.id().isEmpty() || ends.putIfAbsent(mine, new End(object.name(), knot, pin)) != null) {
                continue;
            }
            if (knot && !pin.isOutput()) {
                knotPins.computeIfAbsent(object.paste() + " " + object.name(), key -> new ArrayList<>())
                        .add(mine);
            }
            for (Link link : pin.links()) {
                if (!nodeNames.contains(object.paste() + " " + link.node())) {
                    outside++;
                    continue;
                }
                String other = object.paste() + " " + link.node() + " " + link.pin();
                joined.computeIfAbsent(mine, key -> new LinkedHashSet<>()).add(other);
                joined.computeIfAbsent(other, key -> new LinkedHashSet<>()).add(mine);
            }
        }
    }

    private void rigLink(ClipObject object) {
        String from = object.value("SourcePinPath");
        String to = object.value("TargetPinPath");
        int dotFrom = from.indexOf('.');
        int dotTo = to.indexOf('.');
        if (dotFrom > 0
                && dotTo > 0
                && nodeNames.contains(object.paste() + " " + from.substring(0, dotFrom))
                && nodeNames.contains(object.paste() + " " + to.substring(0, dotTo))) {
            links++;
            tally(classes.getOrDefault(object.paste() + " " + to.substring(0, dotTo), ""), 1);
        } else {
            outside++;
        }
    }

    private void input(ClipObject object, Pin pin) {
        if (pin.isOutput() || isKnot(object)) {
            return;
        }
        String start = object.paste() + " " + object.name() + " " + pin.id();
        End first = ends.get(start);
        boolean counts = first != null && first.pin() == pin;
        boolean linked = false;
        if (counts && joined.containsKey(start)) {
            linked = sources(object, start);
        }
        if (!linked && !pin.isExec() && isSetByUser(pin)) {
            defaults++;
            tally(object.className(), 2);
        }
    }

    /** Counts the outputs that lead to an input, through knots; true when there is one. */
    private boolean sources(ClipObject object, String start) {
        var open = new ArrayDeque<String>(List.of(start));
        var seen = new HashSet<>(Set.of(start));
        boolean linked = false;
        while (!open.isEmpty()) {
            for (String other : joined.getOrDefault(open.poll(), Set.of())) {
                End end = ends.get(other);
                if (end == null || !end.pin().isOutput() || !seen.add(other)) {
                    continue;
                }
                linked = true;
                if (end.knot()) {
                    knotInputs(object.paste(), end.node(), open, seen);
                } else {
                    links++;
                    tally(object.className(), 1);
                }
            }
        }
        return linked;
    }

    private void knotInputs(int paste, String node, ArrayDeque<String> open, Set<String> seen) {
        for (String input : knotPins.getOrDefault(paste + " " + node, List.of())) {
            if (seen.add(input)) {
                open.add(input);
            }
        }
    }

    /** Knots that were copied alone count as nodes. */
    private boolean isKnot(ClipObject object) {
        return !lone && object.className().equals("K2Node_Knot");
    }

    private static boolean isSetByUser(Pin pin) {
        String own = pin.value("AutogeneratedDefaultValue");
        if (pin.raw("DefaultTextValue").isPresent()) {
            return !Literals.words(pin.raw("DefaultTextValue").get()).equals(Literals.words(own));
        }
        String object = pin.value("DefaultObject");
        if (!object.isEmpty()) {
            return !object.equals("None") && !object.contains(".Default__") && !object.equals(own);
        }
        String value = pin.value("DefaultValue");
        return !value.equals(own) && !(value.isEmpty() && own.equals("None"));
    }
}
