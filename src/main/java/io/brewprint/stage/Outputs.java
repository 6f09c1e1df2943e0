package io.brewprint.stage;

import io.brewprint.cycle.CycleRun;
import io.brewprint.cycle.Key;
import io.brewprint.dataset.DatasetManifest;
import io.brewprint.exam.ExamFigures;
import io.brewprint.lesson.Corrections;
import java.util.List;
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

    /** A model's exam, and the same with answers held to the language where that was wanted. */
    public record Figures(ExamFigures overall, @Nullable ExamFigures constrained) {}

    /** The exams of base and adapter, as scripts read them. */
    public record Exams(
            ExamFigures base, ExamFigures tuned, @Nullable Constrained constrained) {
        /** Those with answers held to the language. */
        public record Constrained(ExamFigures base, ExamFigures tuned) {}

        /** Side by side. */
        static Exams of(Figures base, Figures tuned) {
            return new Exams(
                    base.overall(),
                    tuned.overall(),
                    base.constrained() == null || tuned.constrained() == null
                            ? null
                            : new Constrained(base.constrained(), tuned.constrained()));
        }
    }

    /** Answers that were not right to the letter. */
    public record Failures(List<Corrections.Failed> all) {
        /** Copies the list. */
        public Failures {
            all = List.copyOf(all);
        }
    }

    private Outputs() {}
}
