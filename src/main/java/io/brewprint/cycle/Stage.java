package io.brewprint.cycle;

import io.brewprint.worker.StageKind;
import java.util.List;
import java.util.Optional;

/**
 * One step of the cycle: route {@code stage.ID} calls it. A stage knows nothing of routes, rows, retries or screens.
 */
public interface Stage {
    /** Short and stable, such as {@code dataset}. */
    String id();

    /** For people. */
    String name();

    /** Changes when the stage would make something else of the same input. */
    String version();

    /** For retries and limits. */
    StageKind kind();

    /** The sections of the configuration that its result depends on, as the file names them. */
    default List<String> configSections() {
        return List.of();
    }

    /**
     * A hash over everything it reads; the same hash, version and configuration again skip the stage. Empty: never
     * skipped.
     */
    default Optional<String> inputHash(StageContext context) throws Exception {
        return Optional.empty();
    }

    /** Does the work; on a stop request it ends at its next safe boundary with {@link StageResult#stopped(String)}. */
    StageResult run(StageContext context) throws Exception;
}
