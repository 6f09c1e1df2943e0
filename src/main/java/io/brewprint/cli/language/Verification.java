package io.brewprint.cli.language;

import io.brewprint.blueprint.NodeCatalog;
import io.brewprint.dsl.Dsl;
import io.brewprint.dsl.Graph;
import io.brewprint.dsl.Problem;
import io.brewprint.judge.Judge;
import io.brewprint.judge.JudgeLimits;
import io.brewprint.judge.Verdict;
import io.brewprint.translate.ClipboardGenerator;
import io.brewprint.translate.Generated;
import io.brewprint.translate.Translation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@code translate --verify} says of one translation: the validator on the DSL, and the judge on the text that is
 * made of it.
 *
 * @param outcome what came of it
 * @param note why nothing could be compared; empty where something was
 * @param problems errors of the validator, and what could not be written
 * @param verdict what the judge found; null where there was nothing to judge
 */
record Verification(
        Outcome outcome,
        String note,
        List<Problem> problems,
        @Nullable Verdict verdict) {
    private static final int MOST = 20;

    /** What can come of it. */
    enum Outcome {
        /** Unreal reads the same from both texts, and the translation is valid. */
        SAME,
        /** Something is not the same, or could not be written. */
        DIFFERENT,
        /** The validator finds errors in the translation. */
        INVALID,
        /** A graph of a kind that is translated one way only. */
        ONE_WAY
    }

    /** Checks a translation of a text. */
    static Verification of(String original, Translation translation, NodeCatalog catalog, JudgeLimits limits) {
        List<Problem> errors = Dsl.check(translation.dsl(), catalog).stream()
                .filter(Problem::isError)
                // What was copied out of a Blueprint, or not finished in it, need not compile: it must come back so.
                .filter(problem -> !problem.isCompile())
                .toList();
        List<String> kinds = translation.document().graphs().stream()
                .filter(graph -> graph.kind() != null)
                .map(Graph::kind)
                .distinct()
                .map(String::valueOf)
                .toList();
        if (!kinds.isEmpty()) {
            String note = String.join(", ", kinds) + " graphs are translated one way only";
            return new Verification(errors.isEmpty() ? Outcome.ONE_WAY : Outcome.INVALID, note, errors, null);
        }
        Generated generated =
                ClipboardGenerator.generate(translation.document(), Dsl.places(translation.dsl()), catalog);
        if (generated.text().isEmpty()) {
            boolean nothing = errors.isEmpty() && generated.problems().isEmpty();
            return new Verification(
                    errors.isEmpty() ? nothing ? Outcome.SAME : Outcome.DIFFERENT : Outcome.INVALID,
                    "no node to write",
                    errors.isEmpty() ? generated.problems() : errors,
                    null);
        }
        Verdict verdict = new Judge(limits).compare(original, generated.text());
        boolean same = verdict.isSame() && generated.problems().isEmpty();
        return new Verification(
                errors.isEmpty() ? same ? Outcome.SAME : Outcome.DIFFERENT : Outcome.INVALID,
                "",
                errors.isEmpty() ? generated.problems() : errors,
                verdict);
    }

    boolean isSound() {
        return outcome == Outcome.SAME || outcome == Outcome.ONE_WAY;
    }

    /** As scripts read it, beside what is said of the translation. */
    Map<String, Object> document() {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("verify", outcome.name().toLowerCase(Locale.ROOT));
        if (!note.isEmpty()) {
            out.put("verify_note", note);
        }
        out.put("problems", problems.stream().map(TranslateCommand::entry).toList());
        if (verdict != null) {
            out.putAll(verdict.document());
        }
        return out;
    }

    /** The lines that people read: one that sums up, then what is wrong, each with its place. */
    List<String> lines(String file, String written) {
        var lines = new ArrayList<String>();
        String summary = "verify " + outcome.name().toLowerCase(Locale.ROOT).replace('_', ' ')
                + (note.isEmpty() ? "" : ", " + note) + (verdict == null ? "" : ": " + verdict.text());
        lines.add(summary);
        problems.stream()
                .limit(MOST)
                .map(problem -> written + ":" + problem.line() + ":" + Math.max(1, problem.column()) + ": "
                        + problem.code() + ": " + problem.message())
                .forEach(lines::add);
        if (verdict != null) {
            verdict.differences().stream()
                    .limit(MOST)
                    .map(difference -> file + ":" + Math.max(1, difference.line()) + ": " + difference.text())
                    .forEach(lines::add);
            int more = verdict.differences().size() + verdict.more() - MOST;
            if (more > 0) {
                lines.add(more + " more differences; --json lists them");
            }
        }
        return lines;
    }
}
