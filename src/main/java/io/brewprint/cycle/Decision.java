package io.brewprint.cycle;

import io.brewprint.config.Json;
import io.brewprint.ledger.StageRow;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether a stage is to run, and why: the one mechanism by which work is not done twice.
 *
 * @param runs whether it is to run
 * @param why for people
 * @param outputs what later stages get from a stage that is skipped
 * @param inputs what it reads now; absent where that could not be told
 */
record Decision(
        boolean runs,
        String why,
        Map<String, Object> outputs,
        @Nullable StageInputs inputs) {
    /** Decides; reads files and the ledger, and writes nothing. */
    static Decision of(CycleRun run, Stage stage, StageContext context) {
        // Only a dry run knows of any: what they would give is not there to be looked at yet.
        List<String> before =
                stage.after().stream().filter(run.wouldRun()::contains).sorted().toList();
        if (!before.isEmpty()) {
            return new Decision(true, String.join(", ", before) + " would run before it", Map.of(), null);
        }
        StageInputs inputs;
        try {
            String idle = stage.nothingToDo(context).orElse(null);
            if (idle != null) {
                return new Decision(false, idle, Map.copyOf(context.given()), null);
            }
            inputs = stage.inputs(context)
                    .map(all -> all.version("stage " + stage.id(), stage.version()))
                    .orElse(null);
        } catch (Exception e) {
            // It fails with its own words when it runs; a dry run that looks ahead of files to come says so.
            return new Decision(true, "what it reads is not there yet", Map.of(), null);
        }
        if (run.options().force()) {
            return new Decision(true, "forced", Map.of(), inputs);
        }
        if (inputs == null) {
            return new Decision(true, "it always runs", Map.of(), null);
        }
        for (StageRow row : run.ledger().stages().doneOn(stage.id(), inputs.hash())) {
            if (Made.stillThere(run.home(), row)) {
                return new Decision(
                        false,
                        "nothing has changed since run " + row.runId(),
                        CycleState.outputs(row.output()),
                        inputs);
            }
        }
        return new Decision(true, reason(run, stage, inputs), Map.of(), inputs);
    }

    private static String reason(CycleRun run, Stage stage, StageInputs inputs) {
        StageRow last = run.ledger().stages().lastDone(stage.id()).orElse(null);
        if (last == null) {
            return "it never ran here";
        }
        List<String> changed = last.inputs() == null ? List.of() : inputs.changedSince(parts(last.inputs()));
        return changed.isEmpty()
                ? "what run " + last.runId() + " made is not there as it was"
                : "changed since run " + last.runId() + ": " + String.join(", ", changed);
    }

    @SuppressWarnings("unchecked") // StageInputs wrote it: names to hashes
    private static Map<String, String> parts(String json) {
        return CycleState.read(json, Map.class);
    }

    /** The hash of the inputs, by which the ledger finds them again. */
    @Nullable
    String inputHash() {
        return inputs == null ? null : inputs.hash();
    }

    /** What a ledger keeps of the inputs. */
    @Nullable
    String inputsJson() {
        return inputs == null ? null : Json.write(inputs.parts());
    }
}
