package io.brewprint.cycle;

import io.brewprint.ledger.Status;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Who is told how a cycle goes. Called by the thread that works, so an answer must be quick. */
public interface CycleListener {
    /** Hears nothing. */
    CycleListener NONE = new CycleListener() {};

    /** A run begins or goes on with these stages before it. */
    default void runStarted(String run, List<Stage> plan) {}

    /** A stage begins. */
    default void stageStarted(Stage stage) {}

    /** A stage came a step on; {@code total} is 0 where nobody knows it. */
    default void progress(Stage stage, long current, long total, String message, Map<String, Double> metrics) {}

    /** A stage is at work and comes to no step meanwhile; {@code message} says at what. */
    default void working(Stage stage, String message) {}

    /** Something worth a line. */
    default void log(String message) {}

    /** A stage failed and is tried again after {@code wait}. */
    default void retrying(Stage stage, int attempt, String error, Duration wait) {}

    /** A stage ended; {@code reason} is why it was skipped, stopped or failed, or a word about what was done. */
    default void stageEnded(Stage stage, Status status, double seconds, String reason) {}

    /** The run ended. */
    default void runEnded(Status status, String error) {}

    /** One that tells all of these. */
    static CycleListener all(List<CycleListener> listeners) {
        List<CycleListener> to = List.copyOf(listeners);
        return new CycleListener() {
            @Override
            public void runStarted(String run, List<Stage> plan) {
                to.forEach(each -> each.runStarted(run, plan));
            }

            @Override
            public void stageStarted(Stage stage) {
                to.forEach(each -> each.stageStarted(stage));
            }

            @Override
            public void progress(Stage stage, long current, long total, String message, Map<String, Double> metrics) {
                to.forEach(each -> each.progress(stage, current, total, message, metrics));
            }

            @Override
            public void working(Stage stage, String message) {
                to.forEach(each -> each.working(stage, message));
            }

            @Override
            public void log(String message) {
                to.forEach(each -> each.log(message));
            }

            @Override
            public void retrying(Stage stage, int attempt, String error, Duration wait) {
                to.forEach(each -> each.retrying(stage, attempt, error, wait));
            }

            @Override
            public void stageEnded(Stage stage, Status status, double seconds, String reason) {
                to.forEach(each -> each.stageEnded(stage, status, seconds, reason));
            }

            @Override
            public void runEnded(Status status, String error) {
                to.forEach(each -> each.runEnded(status, error));
            }
        };
    }
}
