package io.brewprint.page;

import io.brewprint.blueprint.NodeCatalog;
import io.brewprint.exam.ReplyPair;
import io.brewprint.exam.VersionComparison;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Two examined versions as one HTML file: figures, plots, and every question with its graphs, what was lost first. It
 * is written as it is made, a question at a time.
 */
public final class ComparisonPage {
    private static final Comparator<ReplyPair> ORDER = Comparator.comparing(
                    (ReplyPair pair) -> pair.first().family())
            .thenComparingDouble(
                    pair -> pair.second().mark().graphF1() - pair.first().mark().graphF1());

    private ComparisonPage() {}

    /** Replaces {@code file} when all of it is written. */
    public static void write(Path file, VersionComparison both, List<ReplyPair> pairs, NodeCatalog catalog)
            throws IOException {
        PageFile.write(file, both.first() + " and " + both.second(), both.sentence() + ".", out -> {
            new FiguresPart(out, both).write();
            questions(out, both, pairs, catalog);
        });
    }

    private static void questions(Html out, VersionComparison both, List<ReplyPair> pairs, NodeCatalog catalog)
            throws IOException {
        QuestionPart question = new QuestionPart(out, catalog, both.first(), both.second());
        question.legend();
        for (ReplyPair.Change change : ReplyPair.Change.values()) {
            List<ReplyPair> group = pairs.stream()
                    .filter(pair -> pair.change() == change)
                    .sorted(ORDER)
                    .toList();
            boolean open = change == ReplyPair.Change.LOST;
            out.raw("<details id=\"" + change.name().toLowerCase(Locale.ROOT) + "\"" + (open ? " open=\"\"" : "")
                    + "><summary>");
            out.text("<strong>", title(change, both), "</strong>: " + group.size() + "</summary>\n");
            for (ReplyPair pair : group) {
                question.write(pair.first(), pair.second());
            }
            out.raw("</details>\n");
        }
    }

    private static String title(ReplyPair.Change change, VersionComparison both) {
        return switch (change) {
            case LOST -> "Lost: exact in " + both.first() + " and not in " + both.second();
            case NEITHER -> "Exact in neither";
            case GAINED -> "Gained: exact in " + both.second() + " and not in " + both.first();
            case BOTH -> "Exact in both";
        };
    }
}
