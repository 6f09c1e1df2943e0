package io.brewprint.cli.model;

import io.brewprint.exam.ExamFigures;
import io.brewprint.exam.ExamOutcome;
import io.brewprint.worker.ExamResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Exam figures as people read them: a line a lesson. */
public final class ExamTable {
    /** What stands over the rows. */
    public static final String HEAD =
            "  exam                              prompts   exact  slot recall  slot precision  graph F1  same graph (95 % interval)"
                    + "    valid   score";

    private ExamTable() {}

    /** One line of figures; its score is the original's, the share of the expected lines. */
    public static String row(String who, ExamFigures t) {
        return String.format(
                Locale.ROOT,
                "    %-32s %6d  %4.0f %%        %.3f           %.3f     %.3f  %8.0f %%  %-14s  %4.0f %%   %.3f",
                who,
                t.prompts(),
                100 * t.exactShare(),
                t.slotRecall(),
                t.slotPrecision(),
                t.graphF1(),
                100 * t.sameGraphShare(),
                String.format(
                        Locale.ROOT,
                        "(%.0f to %.0f %%)",
                        100 * t.interval().getFirst(),
                        100 * t.interval().getLast()),
                100 * t.validShare(),
                t.score());
    }

    /** A whole result of exam or evaluate. */
    static List<String> of(ExamResult result) {
        List<String> out = new ArrayList<>(List.of(HEAD));
        if (result.retrieval() != null) {
            rows(result.retrieval(), ", retrieval", out);
        }
        ExamOutcome other = result.other();
        if (other != null) {
            rows(other, ", " + result.otherForm() + " form", out);
        }
        kind(result.best(), other == null ? "" : ", " + result.form() + " form", out);
        if (result.constrained() != null) {
            kind(result.constrained(), ", constrained", out);
        }
        return out;
    }

    private static void rows(ExamOutcome exam, String suffix, List<String> out) {
        if (exam.lessons().size() > 1) {
            exam.lessons().forEach(lesson -> out.add(row(lesson.id() + suffix, lesson.figures())));
        }
        out.add(row("overall" + suffix, exam.overall()));
    }

    private static void kind(ExamOutcome exam, String suffix, List<String> out) {
        exam.lessons().forEach(lesson -> out.add(row(lesson.id() + suffix, lesson.figures())));
        ExamFigures all = exam.overall();
        out.add(row("overall" + suffix, all));
        List<String> done = new ArrayList<>();
        all.extraction().forEach((how, count) -> {
            if (count > 0 && !how.equals("as_is")) {
                done.add(how + " " + count);
            }
        });
        out.add("    " + all.answered() + " answered, " + all.timeouts() + " out of time, " + all.failed()
                + " failed; the document was taken out of its talk: "
                + (done.isEmpty() ? "never" : String.join(", ", done)));
    }
}
