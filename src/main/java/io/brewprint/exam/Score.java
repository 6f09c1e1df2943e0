package io.brewprint.exam;

import io.brewprint.blueprint.CanonicalHash;
import io.brewprint.blueprint.GraphMatch;
import io.brewprint.blueprint.NodeCatalog;
import io.brewprint.dsl.Document;
import io.brewprint.dsl.Dsl;
import io.brewprint.dsl.DslStream;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How an answer compares with what was expected.
 *
 * @param valid whether the validator finds no error
 * @param error the first error, or the empty string
 * @param graphF1 F1 of node types and typed edges, ids, names and values ignored; 0 to 1
 * @param lineRecall the original's score: share of the expected lines that occur; 0 to 1
 * @param sameGraph whether the graphs are equal, values ignored
 * @param exact whether the answer is valid and the expected document up to ids, order and positions: its name, parent,
 *     graphs, variables with types and defaults, nodes, wires and every value; numbers by value
 * @param slots which names and values are right
 * @param missingLines expected lines that do not occur
 * @param extraLines lines that were not expected
 * @param answer what was understood of the answer
 */
public record Score(
        boolean valid,
        String error,
        double graphF1,
        double lineRecall,
        boolean sameGraph,
        boolean exact,
        SlotScore slots,
        List<String> missingLines,
        List<String> extraLines,
        Document answer) {
    private static final Document NOTHING = new Document("", null, null, List.of(), List.of());

    /** Copies the lists. */
    public Score {
        missingLines = List.copyOf(missingLines);
        extraLines = List.copyOf(extraLines);
    }

    /** The figures alone: without lines, and with a document of nothing. */
    Score light() {
        return new Score(valid, "", graphF1, lineRecall, sameGraph, exact, slots, List.of(), List.of(), NOTHING);
    }

    /** What went wrong, for lessons: none, invalid, graph, or values. */
    public String failure() {
        return exact ? "none" : !valid ? "invalid" : sameGraph ? "values" : "graph";
    }

    /** Scores {@code actual} against {@code expected}; any text is accepted. */
    public static Score of(String expected, String actual) {
        return of(expected, actual, NodeCatalog.standard());
    }

    /** The same with a catalog of one's own. */
    public static Score of(String expected, String actual, NodeCatalog catalog) {
        Document want = Dsl.parse(expected).document();
        DslStream.Checked checked = Dsl.checked(actual, catalog);
        Document got = checked.document();
        String error = checked.firstError().orElse("");
        GraphMatch match = GraphMatch.compare(Dsl.graph(want), Dsl.graph(got));
        SlotGraph wantSlots = SlotGraph.of(want, catalog);
        SlotGraph gotSlots = SlotGraph.of(got, catalog);
        boolean exact =
                error.isEmpty() && CanonicalHash.of(wantSlots.exact()).equals(CanonicalHash.of(gotSlots.exact()));
        Set<String> wanted = lines(expected);
        Set<String> given = lines(actual);
        List<String> missing = wanted.stream().filter(l -> !given.contains(l)).toList();
        List<String> extra = given.stream().filter(l -> !wanted.contains(l)).toList();
        double recall = wanted.isEmpty() ? 0 : (wanted.size() - missing.size()) / (double) wanted.size();
        return new Score(
                error.isEmpty(),
                error,
                match.f1(),
                recall,
                match.identical(),
                exact,
                SlotScore.of(wantSlots, gotSlots),
                missing,
                extra,
                got);
    }

    private static Set<String> lines(String text) {
        return text.lines()
                .map(String::strip)
                .filter(l -> !l.isEmpty() && !l.startsWith("#"))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
