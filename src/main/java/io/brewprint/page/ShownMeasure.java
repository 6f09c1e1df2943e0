package io.brewprint.page;

import io.brewprint.exam.Compared;
import io.brewprint.exam.ExamFigures;
import io.brewprint.exam.Measure;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * A measure as pages show it.
 *
 * @param share whether it is told in percent
 */
record ShownMeasure(Measure measure, String title, boolean share, ToDoubleFunction<ExamFigures> figure) {
    /** All of them, the strictest first. */
    static final List<ShownMeasure> ALL = List.of(
            new ShownMeasure(Measure.EXACT_SHARE, "exact", true, ExamFigures::exactShare),
            new ShownMeasure(Measure.SLOT_RECALL, "slot recall", false, ExamFigures::slotRecall),
            new ShownMeasure(Measure.SLOT_PRECISION, "slot precision", false, ExamFigures::slotPrecision),
            new ShownMeasure(Measure.GRAPH_F1, "graph F1", false, ExamFigures::graphF1),
            new ShownMeasure(Measure.SAME_GRAPH_SHARE, "same graph", true, ExamFigures::sameGraphShare),
            new ShownMeasure(Measure.VALID_SHARE, "valid", true, ExamFigures::validShare),
            new ShownMeasure(Measure.SCORE, "score", false, ExamFigures::score));

    double of(ExamFigures figures) {
        return figure.applyAsDouble(figures);
    }

    List<Double> interval(ExamFigures figures) {
        return figures.intervals().getOrDefault(measure.key(), List.of(0.0, 1.0));
    }

    /** Figure and interval in words. */
    String words(ExamFigures figures) {
        return Html.figure(share, of(figures))
                + between(
                        Html.figure(share, interval(figures).getFirst()),
                        Html.figure(share, interval(figures).getLast()));
    }

    Compared.Difference difference(Compared part) {
        return part.differences().getOrDefault(measure.key(), new Compared.Difference(0, List.of(0.0, 0.0)));
    }

    /** Difference and interval in words. */
    String words(Compared.Difference by) {
        return Html.difference(share, by.by())
                + between(
                        Html.difference(share, by.interval().getFirst()),
                        Html.difference(share, by.interval().getLast()));
    }

    private static String between(String low, String high) {
        return " (" + low + " to " + high + ")";
    }
}
