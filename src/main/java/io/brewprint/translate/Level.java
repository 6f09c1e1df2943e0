package io.brewprint.translate;

import io.brewprint.clipboard.ClipObject;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Objects that can be wired to each other: those of the text itself, or those of a graph that a node holds, such as a
 * collapsed one.
 *
 * @param name the graph's name, empty for the text itself
 * @param holder the node that holds the graph, null for the text itself
 * @param objects the objects in order
 */
record Level(String name, @Nullable ClipObject holder, List<ClipObject> objects) {
    Level {
        objects = List.copyOf(objects);
    }

    /** The text's own objects first, then the graphs within, outer ones before inner ones. */
    static List<Level> of(List<ClipObject> objects) {
        var levels = new ArrayList<Level>();
        var open = new ArrayDeque<>(List.of(new Level("", null, objects)));
        while (!open.isEmpty()) {
            Level level = open.poll();
            levels.add(level);
            for (ClipObject object : level.objects()) {
                for (ClipObject child : object.children()) {
                    if (isGraph(child)) {
                        open.add(new Level(child.name(), object, child.children()));
                    }
                }
            }
        }
        return levels;
    }

    /** True for an object whose own children have pins: it is a graph and no part of its node. */
    static boolean isGraph(ClipObject object) {
        return object.children().stream().anyMatch(child -> !child.pins().isEmpty());
    }

    /** The names of the graphs that each of several levels is written as. */
    static final class Names {
        private final Set<String> taken = new HashSet<>();

        String unique(String wanted) {
            String name = wanted;
            for (int i = 2; !taken.add(name); i++) {
                name = wanted + "_" + i;
            }
            return name;
        }
    }
}
