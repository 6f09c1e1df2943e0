package io.brewprint.dataset;

import io.brewprint.compose.Composer;
import io.brewprint.compose.Composer.Composed;
import io.brewprint.dsl.Document;
import io.brewprint.dsl.Dsl;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Composed Blueprints that may be taught, no two alike but for the Blueprint's name. Memory is 16 bytes or so a row.
 *
 * @param count how many
 * @param most about how many things a Blueprint does at most
 * @param families which families of nodes they are made of
 * @param fresh families of which at least one stands in two of three rows; empty for no preference
 */
public record ComposedRows(long seed, int count, int most, Predicate<String> families, Set<String> fresh)
        implements RowSource {
    /** Category of rows that show none of the fresh families. */
    public static final String KNOWN = "known";

    /** Every so manieth row may show none of the fresh families, so that what was known is not forgotten. */
    private static final int KNOWN_ONE_IN = 3;
    /**
     * Rows of fresh families are so much smaller: what is new is learned by itself, what is known goes on as it was.
     */
    private static final int SMALLER = 3;

    private static final int MOST_DRAWS = 200;

    /** Copies the set. */
    public ComposedRows {
        fresh = Set.copyOf(fresh);
    }

    /** About how many things a small row does. */
    private static final int SMALL = 3;

    /**
     * Gives {@code count} small rows of all families to {@code sink}: for a first base, for measurements.
     *
     * @return how many were given; fewer only if variety is spent
     */
    public static int small(int count, long seed, Consumer<Row> sink) {
        int[] given = new int[1];
        new ComposedRows(seed, count, SMALL, family -> true, Set.of()).forEach(row -> {
            given[0]++;
            sink.accept(row);
        });
        return given[0];
    }

    /** Such rows as documents: a comment that asks, then the answer. */
    public static List<String> documents(int count, long seed) {
        List<String> documents = new ArrayList<>(count);
        small(count, seed, row -> documents.add("# " + row.instruction().replace('\n', ' ') + "\n" + row.output()));
        return documents;
    }

    @Override
    public String name() {
        return "synthetic";
    }

    @Override
    public void forEach(Consumer<Row> sink) {
        Composer composer = Composer.of(seed, most, families);
        Set<Long> seen = new HashSet<>();
        long draws = (long) MOST_DRAWS * count + MOST_DRAWS;
        int given = 0;
        for (long number = 0; given < count && number < draws; number++) {
            boolean known = fresh.isEmpty() || given % KNOWN_ONE_IN == 0;
            Composed row = composer.taught(number, known ? most : Math.max(2, most / SMALLER));
            String category = category(row.document(), fresh);
            boolean wanted = known || !category.equals(KNOWN);
            if (wanted && seen.add(mark(row))) {
                sink.accept(new Row(row.request(), "", row.answer(), name(), category));
                given++;
            }
        }
    }

    /** The first of the fresh families that a document shows, else {@link #KNOWN}. */
    public static String category(Document document, Set<String> fresh) {
        Set<String> found = new TreeSet<>(Composer.families(document));
        found.retainAll(fresh);
        return found.isEmpty() ? KNOWN : found.iterator().next();
    }

    /** What two rows share that differ in the Blueprint's name alone. */
    private static long mark(Composed row) {
        Document named = row.document();
        return EdgeSketch.hash(
                Dsl.print(new Document("", named.parent(), named.category(), named.variables(), named.graphs())));
    }
}
