package io.brewprint.complete;

import io.brewprint.dsl.CompileRules;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the rest of a document says that one graph depends on. Never changes.
 *
 * @param parent what the Blueprint is; empty where that is not said
 * @param defined the names of events and graphs that can be called
 * @param called names that were called in graphs before
 * @param events what tells the events of graphs before from others
 */
record Elsewhere(String parent, Set<String> defined, Set<String> called, Set<String> events) {
    static final Elsewhere NOTHING = new Elsewhere("", Set.of(), Set.of(), Set.of());

    Elsewhere withParent(String name) {
        return new Elsewhere(name, defined, called, events);
    }

    /** With a graph that is at its end, and the name of the one that begins. */
    Elsewhere with(PartialGraph graph, String title) {
        var names = new HashSet<>(defined);
        names.addAll(graph.defined());
        names.add(title);
        var calls = new HashSet<>(called);
        calls.addAll(graph.called());
        return new Elsewhere(parent, names, calls, graph.events);
    }

    /** The names that are called, here or there, and that nothing has yet. */
    Set<String> missing(PartialGraph graph) {
        if (!CompileRules.definesAll(parent)) {
            return Set.of();
        }
        var names = new TreeSet<>(called);
        names.addAll(graph.called());
        names.removeAll(defined);
        names.removeAll(graph.defined());
        return names;
    }
}
