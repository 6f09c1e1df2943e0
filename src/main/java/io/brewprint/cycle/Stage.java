package io.brewprint.cycle;

import io.brewprint.worker.StageKind;
import java.util.Optional;
import java.util.Set;

/**
 * One step of the cycle: route {@code stage.ID} calls it. A stage knows nothing of routes, rows, retries or screens.
 */
public interface Stage {
    /** Short and stable, such as {@code dataset}. */
    String id();

    /** For people. */
    String name();

    /** Changes when the stage would make something else of the same input; part of every hash of what it reads. */
    String version();

    /** For retries and limits. */
    StageKind kind();

    /** Ids of the stages whose products it reads: where one of them would run, so would this one. */
    default Set<String> after() {
        return Set.of();
    }

    /**
     * Why there is nothing to do, whatever it did before; what later stages need all the same may be given. Reads only,
     * and is quick: it is asked by {@code --dry-run} too.
     */
    default Optional<String> nothingToDo(StageContext context) throws Exception {
        return Optional.empty();
    }

    /** All that it reads; the same again skips the stage. Empty: it always runs. */
    default Optional<StageInputs> inputs(StageContext context) throws Exception {
        return Optional.empty();
    }

    /** Does the work; on a stop request it ends at its next safe boundary with {@link StageResult#stopped(String)}. */
    StageResult run(StageContext context) throws Exception;
}
