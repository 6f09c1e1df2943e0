package io.brewprint.cycle;

import java.util.Locale;
import java.util.Set;

/** Which part of the cycle a run covers. */
public enum CycleMode {
    /** Everything. */
    FULL(Set.of()),
    /** From exports to checked datasets. */
    DATA_ONLY(Set.of("exports", "dataset", "validate", "report")),
    /** Training on the datasets that are there. */
    TRAIN_ONLY(Set.of("pretrain", "train", "report")),
    /** Exams of the newest adapter. */
    EVAL_ONLY(Set.of("baseline", "exam", "report"));

    @SuppressWarnings("ImmutableEnumChecker") // Set.of cannot change
    private final Set<String> stages;

    CycleMode(Set<String> stages) {
        this.stages = stages;
    }

    /** Whether a stage of this id takes part. */
    public boolean includes(String stage) {
        return stages.isEmpty() || stages.contains(stage);
    }

    /** As ledger, options and JSON spell it: full, data-only, train-only, eval-only. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Reads {@link #text()}. */
    public static CycleMode of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
