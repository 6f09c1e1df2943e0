package io.brewprint.stage;

import io.brewprint.cycle.CycleRun;
import io.brewprint.cycle.Key;
import io.brewprint.dataset.DatasetManifest;
import io.brewprint.exam.ExamFigures;
import io.brewprint.exam.ExamKind;
import io.brewprint.exam.ExamOutcome;
import io.brewprint.exam.Learned;
import io.brewprint.exam.Mark;
import io.brewprint.exam.Promotion;
import io.brewprint.lesson.Corrections;
import io.brewprint.worker.ExamResult;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What stages hand on to later ones and to the report. */
public final class Outputs {
    /** The dataset's manifest. */
    public static final Key<DatasetManifest> DATASET = new Key<>("dataset", DatasetManifest.class);
    /** Version of the adapter that the run is about. */
    public static final Key<Integer> VERSION = new Key<>(CycleRun.VERSION, Integer.class);
    /** The base model's exam. */
    public static final Key<Figures> BASELINE = new Key<>("baseline", Figures.class);
    /** Both exams. */
    public static final Key<Exams> EXAM = new Key<>("exam", Exams.class);
    /** Failed answers of the tuned model. */
    public static final Key<Failures> FAILED = new Key<>("failed", Failures.class);
    /** Whether the new version became the champion. */
    public static final Key<Boolean> PROMOTED = new Key<>("promoted", Boolean.class);
    /** Why it did, or did not. */
    public static final Key<Promotion> PROMOTION = new Key<>("promotion", Promotion.class);

    /**
     * A model's exam.
     *
     * @param constrained the same with answers held to the language, where that was wanted
     * @param form in which a base was asked, the better of two
     * @param other its figures in the other form
     * @param kinds the same by kind of lesson; none within a kind
     */
    public record Figures(
            ExamFigures overall,
            @Nullable ExamFigures constrained,
            @Nullable String form,
            @Nullable ExamFigures other,
            Map<String, Figures> kinds) {
        /** Copies the map; kinds that an earlier program spelled with blanks have their keys of now. */
        public Figures {
            kinds = keyed(kinds);
        }

        /** Of a result. */
        static Figures of(ExamResult result) {
            Map<String, Figures> kinds = new LinkedHashMap<>();
            for (String kind : result.best().kinds().keySet()) {
                kinds.put(
                        kind,
                        of(
                                result,
                                outcome ->
                                        outcome == null ? null : outcome.kinds().get(kind),
                                Map.of()));
            }
            return of(result, outcome -> outcome == null ? null : outcome.overall(), kinds);
        }

        private interface Part {
            @Nullable
            ExamFigures of(@Nullable ExamOutcome outcome);
        }

        private static Figures of(ExamResult result, Part part, Map<String, Figures> kinds) {
            return new Figures(
                    Objects.requireNonNull(part.of(result.best())),
                    part.of(result.constrained()),
                    result.comment() == null ? null : result.form(),
                    part.of(result.other()),
                    kinds);
        }
    }

    /**
     * The exams of base and adapter side by side.
     *
     * @param base in the better of its forms
     * @param retrieval answers of the nearest training rows
     * @param form in which the base was asked
     * @param other the base in the other form
     * @param learned whether the adapter beats base and retrieval
     * @param kinds the same by kind of lesson; none within a kind
     */
    public record Exams(
            ExamFigures base,
            ExamFigures tuned,
            @Nullable ExamFigures retrieval,
            @Nullable Constrained constrained,
            @Nullable String form,
            @Nullable ExamFigures other,
            Learned learned,
            Map<String, Exams> kinds) {
        /** Those with answers held to the language. */
        public record Constrained(ExamFigures base, ExamFigures tuned) {}

        /** Copies the map; kinds that an earlier program spelled with blanks have their keys of now. */
        public Exams {
            kinds = keyed(kinds);
        }

        /**
         * Side by side.
         *
         * @param answers the base's answers one by one, if they are still there
         * @param who the tuned model's name
         */
        static Exams of(Figures base, Optional<ExamResult> answers, String who, ExamResult result) {
            Figures tuned = Figures.of(result);
            List<Mark> plain = answers.map(r -> r.best().marks()).orElse(List.of());
            ExamOutcome nearest = result.retrieval();
            List<Mark> looked = nearest == null ? List.of() : nearest.marks();
            Map<String, Exams> kinds = new LinkedHashMap<>();
            tuned.kinds.forEach((kind, figures) -> {
                Figures same = base.kinds.get(kind);
                if (same != null) {
                    kinds.put(
                            kind,
                            of(
                                    same,
                                    figures,
                                    nearest == null ? null : nearest.kinds().get(kind),
                                    Learned.of(who, result.free().marks(kind), plain, looked),
                                    Map.of()));
                }
            });
            return of(
                    base,
                    tuned,
                    nearest == null ? null : nearest.overall(),
                    Learned.of(who, result.free().marks(), plain, looked),
                    kinds);
        }

        private static Exams of(
                Figures base,
                Figures tuned,
                @Nullable ExamFigures retrieval,
                Learned learned,
                Map<String, Exams> kinds) {
            return new Exams(
                    base.overall,
                    tuned.overall,
                    retrieval,
                    base.constrained == null || tuned.constrained == null
                            ? null
                            : new Constrained(base.constrained, tuned.constrained),
                    base.form,
                    base.other,
                    learned,
                    kinds);
        }

        /** What reports show first: new combinations, where an exam asks them, else everything. */
        public Exams first() {
            return kinds.getOrDefault(ExamKind.COMBINATIONS, this);
        }
    }

    /** Answers that were not right to the letter. */
    public record Failures(List<Corrections.Failed> all) {
        /** Copies the list. */
        public Failures {
            all = List.copyOf(all);
        }
    }

    private static <T> Map<String, T> keyed(Map<String, T> kinds) {
        Map<String, T> keyed = new LinkedHashMap<>();
        kinds.forEach((kind, of) -> keyed.put(ExamKind.key(kind), of));
        return Collections.unmodifiableMap(keyed);
    }

    private Outputs() {}
}
