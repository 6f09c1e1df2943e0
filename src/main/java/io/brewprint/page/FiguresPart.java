package io.brewprint.page;

import io.brewprint.exam.Compared;
import io.brewprint.exam.ExamFigures;
import io.brewprint.exam.VersionComparison;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The figures of a comparison: tables, plots, and what became worse. */
final class FiguresPart {
    private final Html out;
    private final VersionComparison both;

    FiguresPart(Html out, VersionComparison both) {
        this.out = out;
        this.both = both;
    }

    void write() throws IOException {
        out.raw(
                "<h2>Measures</h2><p class=\"soft\">With 95 % intervals; a difference is coloured where its interval leaves "
                        + "zero out. Shares in percent, their differences in points.</p>\n");
        Map<String, Compared> tables = new LinkedHashMap<>();
        tables.put("overall", both.overall());
        if (both.kinds().size() > 1) {
            tables.putAll(both.kinds());
        }
        for (Map.Entry<String, Compared> table : tables.entrySet()) {
            table(table.getKey(), table.getValue());
        }
        regressions();
        plots();
    }

    private void table(String name, Compared part) throws IOException {
        out.text("<div class=\"scroll\"><table><thead><tr><th>", name + ", " + part.prompts() + " prompts", "</th>");
        out.text("<th class=\"first\">", both.first(), "</th>").text("<th class=\"second\">", both.second(), "</th>");
        out.raw("<th>difference</th></tr></thead><tbody>\n");
        for (ShownMeasure measure : ShownMeasure.ALL) {
            Compared.Difference by = measure.difference(part);
            out.text("<tr><td>", measure.title(), "</td>");
            out.text("<td>", measure.words(part.first()), "</td>").text("<td>", measure.words(part.second()), "</td>");
            out.raw("<td" + sign(by) + ">").text("", measure.words(by), "</td></tr>\n");
        }
        out.raw("</tbody></table></div>\n");
        out.text(
                "<p class=\"soft\">",
                String.format(
                        Locale.ROOT,
                        "Exact in both: %d, in %s alone: %d, in %s alone: %d, in neither: %d; McNemar p %.3f",
                        part.both(),
                        both.first(),
                        part.onlyFirst(),
                        both.second(),
                        part.onlySecond(),
                        part.neither(),
                        part.against().mcnemarP()),
                "</p>\n");
    }

    private static String sign(Compared.Difference by) {
        return by.interval().getFirst() > 0
                ? " class=\"better\""
                : by.interval().getLast() < 0 ? " class=\"worse\"" : "";
    }

    private void regressions() throws IOException {
        out.raw("<h2>Families that became worse</h2>\n");
        if (both.regressions().isEmpty()) {
            out.raw("<p>None.</p>\n");
            return;
        }
        out.raw("<div class=\"scroll\"><table><thead><tr><th>family</th><th>prompts</th><th>lost</th><th>gained</th>"
                + "<th>exact</th><th>graph F1</th></tr></thead><tbody>\n");
        for (VersionComparison.Regression worse : both.regressions()) {
            out.text("<tr><td>", worse.family(), "</td>");
            out.raw("<td>" + worse.prompts() + "</td><td>" + worse.lost() + "</td><td>" + worse.gained() + "</td>");
            out.raw("<td>" + Html.figure(true, worse.exactBefore()) + " → " + Html.figure(true, worse.exactNow())
                    + "</td><td>" + Html.figure(false, worse.graphF1Before()) + " → "
                    + Html.figure(false, worse.graphF1Now()) + "</td></tr>\n");
        }
        out.raw("</tbody></table></div>\n");
    }

    private void plots() throws IOException {
        out.raw("<h2>By family and by length</h2><p>Points with 95 % intervals, prompts in brackets: ");
        out.text("<span class=\"first\">○ ", both.first(), "</span>, ");
        out.text("<span class=\"second\">● ", both.second(), "</span>. Lengths are nodes of the expected graph.</p>\n");
        IntervalPlot.all(out, figures(both.families()), figures(both.lengths()));
    }

    private static Map<String, List<ExamFigures>> figures(Map<String, Compared> parts) {
        Map<String, List<ExamFigures>> figures = new LinkedHashMap<>();
        parts.forEach((name, part) -> figures.put(name, List.of(part.first(), part.second())));
        return figures;
    }
}
