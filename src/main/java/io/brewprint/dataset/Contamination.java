package io.brewprint.dataset;

import io.brewprint.blueprint.CanonicalHash;
import io.brewprint.dsl.Document;
import io.brewprint.dsl.Dsl;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What exams ask and expect, so that no row of it gets into training: by the wording, blanks and case aside, and by any
 * thirteen words of it in a row; by the canonical hash of the expected graph, which ignores names, ids, order and
 * values, and by graphs of which all but one edge are the same; where an exam is about names, by each of those.
 */
public final class Contamination {
    /** So many words in a row are no chance. */
    private static final int GRAM = 13;

    private final Set<String> wordings = new HashSet<>();
    private final Set<String> grams = new HashSet<>();
    private final Set<String> graphs = new HashSet<>();
    private final Set<String> documents = new HashSet<>();
    private final Set<Long> sketches = new HashSet<>();
    private final Set<String> names = new HashSet<>();

    /** Adds an exam's prompt whose graph must not be taught under any name. */
    public void add(String instruction, String expected) {
        addWording(instruction);
        Document document = Dsl.parse(expected).document();
        graphs.add(graphHash(document));
        sketches.addAll(EdgeSketch.of(document));
    }

    /** The same of a prompt whose names, texts and numbers must not be taught either. */
    public void addNames(String instruction, String expected) {
        add(instruction, expected);
        names.addAll(GivenNames.of(Dsl.parse(expected).document()));
    }

    /**
     * Adds a prompt that is about its words: small graphs such as "print at the start" are everybody's, so that it is
     * the wording that must not be taught, and the graph together with its names and values.
     */
    public void addWords(String instruction, String expected) {
        addWording(instruction);
        documents.add(Dsl.print(Dsl.parse(expected).document()));
    }

    private void addWording(String instruction) {
        wordings.add(normalised(instruction));
        grams.addAll(grams(instruction));
    }

    /** Whether {@code row} is an exam's prompt or has an exam's graph. */
    public boolean hits(Row row) {
        Document answer = Dsl.parse(row.output()).document();
        return hits(row, answer, graphHash(answer));
    }

    /** The same with what is known of the row's answer already. */
    boolean hits(Row row, Document answer, String graphHash) {
        return graphs.contains(graphHash)
                || wordings.contains(normalised(row.instruction()))
                || (!grams.isEmpty() && grams(row.instruction()).stream().anyMatch(grams::contains))
                || (!sketches.isEmpty() && EdgeSketch.of(answer).stream().anyMatch(sketches::contains))
                || (!names.isEmpty() && GivenNames.of(answer).stream().anyMatch(names::contains))
                || (!documents.isEmpty() && documents.contains(Dsl.print(answer)));
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

    private static List<String> grams(String text) {
        String[] words = normalised(text).split(" ");
        List<String> grams = new ArrayList<>();
        for (int i = 0; i + GRAM <= words.length; i++) {
            grams.add(String.join(" ", List.of(words).subList(i, i + GRAM)));
        }
        return grams;
    }
}
