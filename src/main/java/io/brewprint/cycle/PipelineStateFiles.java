package io.brewprint.cycle;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.brewprint.config.AtomicFiles;
import io.brewprint.config.Home;
import io.brewprint.config.Json;
import io.brewprint.dataset.DatasetBuilder;
import io.brewprint.ledger.StageRow;
import io.brewprint.ledger.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code .pipeline_state.json} and {@code logs/pipeline_resume_state.json} in the original's formats, after each run.
 */
final class PipelineStateFiles {
    private static final Logger LOG = LoggerFactory.getLogger(PipelineStateFiles.class);
    private static final int RUNS = 50;

    private PipelineStateFiles() {}

    static void write(Home home, CycleReport report) {
        try {
            AtomicFiles.write(home.pipelineState(), Json.pretty(state(home, report)));
            if (report.run().status() == Status.DONE) {
                Files.deleteIfExists(home.resumeState());
            } else {
                AtomicFiles.write(home.resumeState(), Json.pretty(resume(report)));
            }
        } catch (IOException e) {
            LOG.warn("the state files cannot be written: {}", e.toString());
        }
    }

    private static Map<String, Object> state(Home home, CycleReport report) throws IOException {
        State before = before(home);
        String ended = requireNonNullElse(report.run().ended(), report.run().started());
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("timestamp", ended);
        entry.put(
                "duration",
                Duration.between(Instant.parse(report.run().started()), Instant.parse(ended))
                        .toSeconds());
        if (report.run().version() != null) {
            entry.put("version", "v" + report.run().version());
        }
        entry.put("run", report.run().id());
        entry.put("status", report.run().status().text());
        entry.put(
                "errors",
                report.stages().stream()
                        .filter(row -> row.errorMessage() != null)
                        .map(row -> row.id() + ": " + row.errorMessage())
                        .toList());
        Object exam = report.state().outputs().get("exam");
        if (exam != null) {
            entry.put("eval", exam);
        }
        List<Object> runs = new ArrayList<>(before.runs == null ? List.of() : before.runs);
        runs.add(entry);

        Map<String, Object> out = new LinkedHashMap<>();
        out.put("last_run", ended);
        if (Files.exists(home.train())) {
            out.put("last_training_data_hash", DatasetBuilder.dataHash(home.train()));
        }
        Integer version = report.run().version() == null
                ? before.lastModelVersion
                : report.run().version();
        if (version != null && version > 0) { // a run without a model names none
            out.put("last_model_version", version);
        }
        out.put("runs", runs.subList(Math.max(0, runs.size() - RUNS), runs.size()));
        return out;
    }

    private static Map<String, Object> resume(CycleReport report) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("run", report.run().id());
        out.put("completed_steps", report.state().completed());
        out.put(
                "failed_step",
                report.stages().stream()
                        .filter(row -> row.status().resumable())
                        .map(StageRow::id)
                        .findFirst()
                        .orElse(""));
        String message = requireNonNullElse(report.run().error(), "");
        out.put(
                "error_info",
                Map.of(
                        "errors",
                        report.stages().stream()
                                .map(StageRow::errorMessage)
                                .filter(text -> text != null)
                                .toList(),
                        "message",
                        message));
        out.put("state_snapshot", report.state().outputs());
        out.put(
                "timestamp",
                requireNonNullElse(report.run().ended(), report.run().started()));
        return out;
    }

    /** As far as it is gone on with; the original's own file has other keys beside. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    private record State(
            @Nullable Integer lastModelVersion, @Nullable List<Object> runs) {}

    private static State before(Home home) {
        try {
            if (Files.exists(home.pipelineState())) {
                return Json.MAPPER.readValue(home.pipelineState().toFile(), State.class);
            }
        } catch (IOException e) {
            LOG.warn("{} cannot be read and is begun anew", home.pipelineState());
        }
        return new State(null, null);
    }
}
