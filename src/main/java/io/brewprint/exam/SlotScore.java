package io.brewprint.exam;

import io.brewprint.blueprint.NodeCatalog;
import io.brewprint.dsl.Document;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * How many of the names and values that a document states an answer has at the right place.
 *
 * <p>A slot is the Blueprint's name, its parent class, the name of a graph other than EventGraph, a variable's name,
 * type or default, and each attribute of a node. The right place is the same attribute of the node (the same part of
 * the variable, the name of the graph) that {@link SlotAlignment} finds for it: by type and wires first, then by
 * values. Numbers are the same by value, also within vectors; everything else to the letter, quotes aside, as the
 * language reads it. Ids, order and positions do not count, and neither do comment boxes, CATEGORY and TYPE lines.
 *
 * <p>{@code of(a, b)} and {@code of(b, a)} count the same slots with the roles exchanged. An answer that cannot be read
 * as a whole is counted as far as it can be.
 *
 * @param kinds counts by kind; kinds that neither side has are absent
 */
public record SlotScore(Map<SlotKind, SlotCounts> kinds) {
    /** Copies the map. */
    public SlotScore {
        Map<SlotKind, SlotCounts> sorted = new EnumMap<>(SlotKind.class);
        sorted.putAll(kinds);
        kinds = Collections.unmodifiableMap(sorted);
    }

    /** Compares two documents, whole or not. */
    public static SlotScore of(Document expected, Document actual, NodeCatalog catalog) {
        return of(SlotGraph.of(expected, catalog), SlotGraph.of(actual, catalog));
    }

    static SlotScore of(SlotGraph expected, SlotGraph actual) {
        Map<SlotKind, SlotCounts> kinds = new EnumMap<>(SlotKind.class);
        count(expected.vertices(), new SlotCounts(1, 0, 0), kinds);
        count(actual.vertices(), new SlotCounts(0, 1, 0), kinds);
        for (SlotAlignment.Pair pair : SlotAlignment.of(expected, actual)) {
            SlotGraph.Vertex want = expected.vertices().get(pair.first());
            for (SlotGraph.Slot slot : want.common(actual.vertices().get(pair.second()))) {
                kinds.merge(slot.kind(), new SlotCounts(0, 0, 1), SlotCounts::plus);
            }
        }
        return new SlotScore(kinds);
    }

    private static void count(List<SlotGraph.Vertex> vertices, SlotCounts one, Map<SlotKind, SlotCounts> to) {
        vertices.forEach(vertex -> vertex.slots().forEach(slot -> to.merge(slot.kind(), one, SlotCounts::plus)));
    }

    /** The sum of several, kind by kind. */
    public static SlotScore sum(Collection<SlotScore> scores) {
        Map<SlotKind, SlotCounts> kinds = new EnumMap<>(SlotKind.class);
        scores.forEach(score -> score.kinds.forEach((kind, counts) -> kinds.merge(kind, counts, SlotCounts::plus)));
        return new SlotScore(kinds);
    }

    /** All kinds together. */
    public SlotCounts total() {
        return kinds.values().stream().reduce(SlotCounts.NONE, SlotCounts::plus);
    }
}
