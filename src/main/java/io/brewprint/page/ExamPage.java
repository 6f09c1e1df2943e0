package io.brewprint.page;

import io.brewprint.blueprint.NodeCatalog;
import io.brewprint.exam.ExamFigures;
import io.brewprint.exam.Examined;
import io.brewprint.exam.Reply;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One exam as one HTML file: figures, plots, and every question with its graphs, what is not right first. */
public final class ExamPage {
    private static final Comparator<Reply> ORDER = Comparator.comparing(Reply::family)
            .thenComparingDouble(reply -> reply.mark().graphF1());

    private final Html out;
    private final Examined exam;

    private ExamPage(Html out, Examined exam) {
        this.out = out;
        this.exam = exam;
    }

    /** Replaces {@code file} when all of it is written. */
    public static void write(Path file, Examined exam, NodeCatalog catalog) throws IOException {
        long exact =
                exam.replies().stream().filter(reply -> reply.mark().exact()).count();
        String lead = exact + " of " + exam.replies().size() + " answers are exact.";
        PageFile.write(file, exam.who(), lead, out -> {
            ExamPage page = new ExamPage(out, exam);
            page.figures();
            page.questions(catalog);
        });
    }

    private void figures() throws IOException {
        Map<String, ExamFigures> columns = new LinkedHashMap<>();
        columns.put("overall", exam.figures());
        Map<String, ExamFigures> kinds = exam.figures(reply -> reply.mark().kind());
        if (kinds.size() > 1) {
            columns.putAll(kinds);
        }
        out.raw("<h2>Measures</h2><p class=\"soft\">With 95 % intervals.</p>\n");
        out.raw("<div class=\"scroll\"><table><thead><tr><th></th>");
        for (Map.Entry<String, ExamFigures> column : columns.entrySet()) {
            out.text("<th>", column.getKey() + ", " + column.getValue().prompts() + " prompts", "</th>");
        }
        out.raw("</tr></thead><tbody>\n");
        for (ShownMeasure measure : ShownMeasure.ALL) {
            out.text("<tr><td>", measure.title(), "</td>");
            for (ExamFigures figures : columns.values()) {
                out.text("<td>", measure.words(figures), "</td>");
            }
            out.raw("</tr>\n");
        }
        out.raw("</tbody></table></div>\n<h2>By family and by length</h2><p>Points with 95 % intervals, prompts in "
                + "brackets. Lengths are nodes of the expected graph.</p>\n");
        Map<String, List<ExamFigures>> lengths = new LinkedHashMap<>();
        Map<String, List<ExamFigures>> known = single(exam.figures(Reply::length));
        Reply.LENGTHS.stream().filter(known::containsKey).forEach(length -> lengths.put(length, known.get(length)));
        IntervalPlot.all(out, single(exam.figures(Reply::family)), lengths);
    }

    private static Map<String, List<ExamFigures>> single(Map<String, ExamFigures> parts) {
        Map<String, List<ExamFigures>> figures = new LinkedHashMap<>();
        parts.forEach((name, part) -> figures.put(name, List.of(part)));
        return figures;
    }

    private void questions(NodeCatalog catalog) throws IOException {
        QuestionPart question = new QuestionPart(out, catalog, exam.who());
        question.legend();
        for (boolean exact : new boolean[] {false, true}) {
            List<Reply> group = exam.replies().stream()
                    .filter(reply -> reply.mark().exact() == exact)
                    .sorted(ORDER)
                    .toList();
            out.raw("<details" + (exact ? "" : " open=\"\"") + "><summary><strong>" + (exact ? "Exact" : "Not exact")
                    + "</strong>: " + group.size() + "</summary>\n");
            for (Reply reply : group) {
                question.write(reply);
            }
            out.raw("</details>\n");
        }
    }
}
