package io.brewprint.page;

import io.brewprint.exam.ExamFigures;
import io.brewprint.render.SvgText;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** A measure of one answerer or two as a plot: a row a part, a point each with its 95 % interval. */
final class IntervalPlot {
    private static final int LEFT = 190;
    private static final int WIDTH = 360;
    private static final int ROW = 34;
    private static final int TOP = 44;
    /** Longer names are cut: the table has them whole. */
    private static final int LETTERS = 26;

    private final ShownMeasure measure;
    private final SvgText out = new SvgText();

    private IntervalPlot(ShownMeasure measure) {
        this.measure = measure;
    }

    /** A complete SVG element. */
    private static String of(String title, ShownMeasure measure, Map<String, List<ExamFigures>> parts) {
        return new IntervalPlot(measure).draw(title, parts);
    }

    /** Every measure by family and by length; all but the strictest folded. */
    static void all(Html out, Map<String, List<ExamFigures>> families, Map<String, List<ExamFigures>> lengths)
            throws IOException {
        for (ShownMeasure measure : ShownMeasure.ALL) {
            boolean first = measure.equals(ShownMeasure.ALL.getFirst());
            out.raw("<details" + (first ? " open=\"\"" : "") + "><summary>" + measure.title() + "</summary>");
            out.raw("<div class=\"plots\">\n");
            out.raw(of(measure.title() + " by family", measure, families));
            out.raw(of(measure.title() + " by length", measure, lengths));
            out.raw("</div></details>\n");
        }
    }

    private String draw(String title, Map<String, List<ExamFigures>> parts) {
        int height = TOP + ROW * parts.size() + 12;
        out.add(
                "<svg viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" role=\"img\">",
                LEFT + WIDTH + 40, height, LEFT + WIDTH + 40, height);
        out.text(10, 18, "plot-text", title);
        for (int tenth = 0; tenth <= 10; tenth += 2) {
            double x = x(tenth / 10.0);
            out.add("<path class=\"plot-line\" d=\"M%.1f %dV%d\"/>", x, TOP - 6, height - 8);
            out.text(x, TOP - 10, "plot-soft plot-mid", measure.share() ? tenth * 10 + " %" : "." + tenth);
        }
        int row = 0;
        for (Map.Entry<String, List<ExamFigures>> part : parts.entrySet()) {
            double y = TOP + ROW * row++ + ROW / 2.0;
            String name = part.getKey();
            String shown = name.length() > LETTERS ? name.substring(0, LETTERS - 1) + "…" : name;
            out.text(
                    LEFT - 12,
                    y + 4,
                    "plot-text plot-end",
                    shown + " (" + part.getValue().getFirst().prompts() + ")");
            List<ExamFigures> both = part.getValue();
            if (both.size() > 1) {
                point(both.getFirst(), y - 6, "plot-first");
            }
            point(both.getLast(), both.size() > 1 ? y + 6 : y, "plot-second");
        }
        return out.add("</svg>\n").toString();
    }

    private void point(ExamFigures figures, double y, String style) {
        List<Double> ends = measure.interval(figures);
        out.add(
                "<path class=\"%s\" d=\"M%.1f %.1fH%.1f\"/><circle class=\"%s\" cx=\"%.1f\" cy=\"%.1f\" r=\"4\"/>",
                style, x(ends.getFirst()), y, x(ends.getLast()), style, x(measure.of(figures)), y);
    }

    private static double x(double value) {
        return LEFT + WIDTH * Math.clamp(value, 0.0, 1.0);
    }
}
