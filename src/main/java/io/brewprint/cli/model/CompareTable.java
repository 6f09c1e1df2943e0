package io.brewprint.cli.model;

import io.brewprint.exam.Compared;
import io.brewprint.exam.VersionComparison;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Two examined ones as people read them. */
final class CompareTable {
    private CompareTable() {}

    static List<String> of(VersionComparison both) {
        List<String> out = new ArrayList<>(List.of(ExamTable.HEAD));
        if (both.kinds().size() > 1) {
            both.kinds().forEach((kind, part) -> figures(kind, part, both, out));
        }
        figures("overall", both.overall(), both, out);
        parts("by family", both.families(), both, out);
        parts("by length of the expected graph, in nodes", both.lengths(), both, out);
        out.add("  families that became worse: " + (both.regressions().isEmpty() ? "none" : ""));
        both.regressions()
                .forEach(worse -> out.add(String.format(
                        Locale.ROOT,
                        "    %-28s  %d lost, %d gained of %d; graph F1 %.3f, was %.3f",
                        worse.family(),
                        worse.lost(),
                        worse.gained(),
                        worse.prompts(),
                        worse.graphF1Now(),
                        worse.graphF1Before())));
        out.add("  " + both.sentence());
        return out.stream().map(String::stripTrailing).toList();
    }

    private static void figures(String name, Compared part, VersionComparison both, List<String> out) {
        out.add(ExamTable.row(name + ", " + both.first(), part.first()));
        out.add(ExamTable.row(name + ", " + both.second(), part.second()));
        List<String> differences = new ArrayList<>();
        part.differences()
                .forEach((measure, by) -> differences.add(String.format(
                        Locale.ROOT,
                        "%s %+.3f (%+.3f to %+.3f)",
                        measure,
                        by.by(),
                        by.interval().getFirst(),
                        by.interval().getLast())));
        out.add("      " + both.second() + " less " + both.first() + ": " + String.join(", ", differences));
    }

    private static void parts(String title, Map<String, Compared> parts, VersionComparison both, List<String> out) {
        out.add("  " + title);
        out.add(String.format(
                Locale.ROOT,
                "    %-28s  prompts  exact %s -> %s            graph F1 %s -> %s               McNemar p",
                "",
                both.first(),
                both.second(),
                both.first(),
                both.second()));
        parts.forEach((name, part) -> out.add(String.format(
                Locale.ROOT,
                "    %-28s  %7d  %4.0f %% -> %3.0f %% (%+.0f to %+.0f)  %.3f -> %.3f (%+.3f to %+.3f)  %.3f",
                name,
                part.prompts(),
                100 * part.first().exactShare(),
                100 * part.second().exactShare(),
                100 * part.against().exactInterval().getFirst(),
                100 * part.against().exactInterval().getLast(),
                part.first().graphF1(),
                part.second().graphF1(),
                part.against().graphF1Interval().getFirst(),
                part.against().graphF1Interval().getLast(),
                part.against().mcnemarP())));
    }
}
