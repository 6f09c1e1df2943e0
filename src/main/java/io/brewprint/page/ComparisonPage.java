package io.brewprint.page;

import io.brewprint.blueprint.NodeCatalog;
import io.brewprint.config.AtomicFiles;
import io.brewprint.exam.ReplyPair;
import io.brewprint.exam.VersionComparison;
import io.brewprint.render.SvgRenderer;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
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
        Path target = file.toAbsolutePath();
        Path folder = target.getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Path temporary = Files.createTempFile(folder, "page", ".tmp");
        try {
            try (Writer writer = Files.newBufferedWriter(temporary)) {
                Html out = new Html(writer);
                String title = both.first() + " and " + both.second();
                out.begin(title).raw(SvgRenderer.shared());
                out.text("<h1>", title, "</h1>").text("<p class=\"lead\">", both.sentence(), ".</p>\n");
                new FiguresPart(out, both).write();
                questions(out, both, pairs, catalog);
                out.end();
            }
            AtomicFiles.replace(temporary, target);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private static void questions(Html out, VersionComparison both, List<ReplyPair> pairs, NodeCatalog catalog)
            throws IOException {
        out.raw(
                "<h2>Questions</h2><p>Outlined in answers, and in the expected graph for what either answer misses: <svg width=\"34\" height=\"18\">"
                        + "<rect class=\"mark unpaired\" x=\"3\" y=\"3\" width=\"28\" height=\"12\"/></svg> a node of a type that the "
                        + "other has no partner for; <svg width=\"34\" height=\"18\"><rect class=\"mark different\" x=\"3\" y=\"3\" "
                        + "width=\"28\" height=\"12\"/></svg> a node with other names or values. Lines below: <code>-</code> is missing, "
                        + "<code>+</code> is too much, <code>~</code> differs; wires stand there alone.</p>\n");
        QuestionPart question = new QuestionPart(out, catalog, both.first(), both.second());
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
                question.write(pair);
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
