package io.brewprint.dataset;

import io.brewprint.blueprint.CanonicalHash;
import io.brewprint.dsl.Document;
import io.brewprint.dsl.Dsl;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * What exams ask and expect, so that no row of it gets into training: by the wording, blanks and case aside, and by the
 * canonical hash of the expected graph, which ignores names, ids, order and values.
 */
public final class Contamination {
    private final Set<String> wordings = new HashSet<>();
    private final Set<String> graphs = new HashSet<>();

    /** Adds an exam's prompt. */
    public void add(String instruction, String expected) {
        wordings.add(normalised(instruction));
        graphs.add(graphHash(expected));
    }

    /** Whether {@code row} is an exam's prompt or has an exam's graph. */
    public boolean hits(Row row) {
        return hits(row, graphHash(row.output()));
    }

    boolean hits(Row row, String graphHash) {
        return graphs.contains(graphHash) || wordings.contains(normalised(row.instruction()));
    }

    /** Hash of the graph that {@code dsl} describes, ids, order and values ignored. */
    public static String graphHash(String dsl) {
        return graphHash(Dsl.parse(dsl).document());
    }

    /** The same of a document. */
    static String graphHash(Document document) {
        return CanonicalHash.of(Dsl.graph(document));
    }

    private static String normalised(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", " ").strip();
    }
}
