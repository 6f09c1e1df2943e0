package io.brewprint.lesson;

import io.brewprint.blueprint.CanonicalHash;
import io.brewprint.compose.Composer;
import io.brewprint.compose.Composer.Composed;
import io.brewprint.compose.Held;
import io.brewprint.dataset.ComposedRows;
import io.brewprint.dsl.Dsl;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.LongFunction;

/**
 * Exams that are composed: once, and frozen as files. Combinations are Blueprints in which nodes lead to each other, or
 * ways part behind each other, as they never do in what is taught; names are the same Blueprints with names, texts and
 * numbers that nothing teaches; words are requests by another grammar of English.
 */
public final class DrawnExams {
    /** Id of the lesson of new combinations. */
    public static final String COMBINATIONS = "combinations";
    /** Id of the lesson of unseen names. */
    public static final String NAMES = "names";
    /** Id of the lesson in another grammar. */
    public static final String WORDS = "words";
    /** With what ids of lessons begin that people wrote. */
    public static final String HAND = "hand_";

    private static final int MOST = 10;
    private static final int MOST_WORDED = 4;
    /** Request and answer together, in characters: what a small model's context holds with the system prompt. */
    private static final int LONGEST = 2_600;
    /** Nodes from which on a Blueprint is no small one, and no middling one. */
    private static final int[] SIZES = {7, 15};

    private final long seed;
    private final Set<String> fresh;

    /**
     * Exams of a seed.
     *
     * @param fresh families that bases have not seen: categories tell them apart
     */
    public DrawnExams(long seed, Set<String> fresh) {
        this.seed = seed;
        this.fresh = Set.copyOf(fresh);
    }

    /** Kinds that can be drawn. */
    public static List<String> kinds() {
        return List.of(COMBINATIONS, NAMES, WORDS);
    }

    /**
     * Draws one.
     *
     * @param kind one of {@link #kinds}
     */
    public Lesson draw(String kind, int count) {
        Composer composer = Composer.of(seed, MOST, family -> true);
        return switch (kind) {
            case COMBINATIONS ->
                lesson(
                        kind,
                        "New combinations",
                        "Nodes lead to each other, or ways part, as they never do in what is taught.",
                        composed(count, composer, composer::row));
            case NAMES ->
                lesson(
                        kind,
                        "Unseen names",
                        "The Blueprints of the combinations with names, texts and numbers that nothing teaches.",
                        composed(count, composer, composer.unseen()::row));
            case WORDS ->
                lesson(
                        kind,
                        "Other words",
                        "Requests by a second grammar of English that nothing teaches.",
                        chosen(count, number -> composer.second(number, MOST_WORDED)));
            default -> throw new IllegalArgumentException("no kind of exam: " + kind);
        };
    }

    /**
     * A Blueprint of an exam.
     *
     * @param number by which it is known, whatever names it is told in
     */
    private record Asked(long number, Composed row) {}

    /** The numbers of rows are chosen by what the composer makes; what is asked may be told in other names. */
    private static List<Asked> composed(int count, Composer composer, LongFunction<Composed> asked) {
        List<Asked> rows = new ArrayList<>();
        Set<String> graphs = new HashSet<>();
        int[] bySize = new int[SIZES.length + 1];
        int most = (count + SIZES.length) / (SIZES.length + 1);
        for (long number = 0; rows.size() < count; number++) {
            Composed row = composer.row(number);
            int size = size(row);
            if (Held.isHeld(row.document())
                    && bySize[size] < most
                    && fits(row)
                    && graphs.add(CanonicalHash.of(Dsl.graph(row.document())))) {
                Composed other = asked.apply(number);
                if (fits(other) && Held.isHeld(other.document())) {
                    bySize[size]++;
                    rows.add(new Asked(number, other));
                }
            }
        }
        return rows;
    }

    private static List<Asked> chosen(int count, LongFunction<Composed> make) {
        List<Asked> rows = new ArrayList<>();
        Set<String> graphs = new HashSet<>();
        for (long number = 0; rows.size() < count; number++) {
            Composed row = make.apply(number);
            if (fits(row) && graphs.add(CanonicalHash.of(Dsl.graph(row.document())))) {
                rows.add(new Asked(number, row));
            }
        }
        return rows;
    }

    private static boolean fits(Composed row) {
        return row.request().length() + row.answer().length() <= LONGEST;
    }

    private static int size(Composed row) {
        int nodes = row.document().graphs().getFirst().nodes().size();
        int size = 0;
        while (size < SIZES.length && nodes >= SIZES[size]) {
            size++;
        }
        return size;
    }

    private Lesson lesson(String id, String name, String description, List<Asked> rows) {
        List<Lesson.Prompt> prompts = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            Asked asked = rows.get(i);
            Composed row = asked.row;
            String prompt =
                    String.format(Locale.ROOT, "%s_%03d", id.substring(0, 1).toUpperCase(Locale.ROOT), i + 1);
            String category = ComposedRows.category(row.document(), fresh) + Lesson.PATTERN + asked.number;
            prompts.add(new Lesson.Prompt(prompt, category, row.request(), row.answer()));
        }
        return new Lesson(id, name, description, prompts);
    }
}
