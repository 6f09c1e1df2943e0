package io.brewprint.worker;

import java.time.Duration;
import java.util.List;

/** What a stage is, for its retries and its longest duration; the figures are the original's. */
public enum StageKind {
    /** Makes or changes data. */
    DATA(List.of(10, 30), 600),
    /** Checks data. */
    VALIDATE(List.of(5), 300),
    /** Trains. */
    TRAINING(List.of(60, 120), 28_800),
    /** Measures a model. */
    EVAL(List.of(30), 14_400),
    /** Examines a model. */
    EXAM(List.of(30), 14_400),
    /** Anything else. */
    UTILITY(List.of(10), 600);

    @SuppressWarnings("ImmutableEnumChecker") // toList() cannot change
    private final List<Duration> waits;

    private final Duration limit;

    StageKind(List<Integer> waitSeconds, int limitSeconds) {
        waits = waitSeconds.stream().map(Duration::ofSeconds).toList();
        limit = Duration.ofSeconds(limitSeconds);
    }

    /** The wait before the second attempt, the third and so on. */
    public List<Duration> waits() {
        return waits;
    }

    /** After this a worker of the stage is ended. */
    public Duration limit() {
        return limit;
    }
}
