package io.brewprint.cycle;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
        JsonNode before = before(home);
        String ended = requireNonNullElse(report.run().ended(), report.run().started());
        ObjectNode entry = Json.MAPPER.createObjectNode();
        entry.put("timestamp", ended);
        entry.put("duration", Duration.between(Instant.parse(report.run().started()),
                Instant.parse(ended)).toSeconds());
        if (report.run().version() != null) {
            entry.put("version", "v" + report.run().version());
        }
        entry.put("run", report.run().id());
        entry.put("status", report.run().status().text());
        var errors = entry.putArray("errors");
        report.stages().stream().filter(row -> row.errorMessage() != null)
                .forEach(row -> errors.add(row.id() + ": " + row.errorMessage()));
        JsonNode exam = report.state().outputs().get("exam");
        if (exam != null) {
            entry.set("eval", exam);
        }
        List<JsonNode> runs = new ArrayList<>();
        before.path("runs").forEach(runs::add);
        runs.add(entry);

        Map<String, Object> out = new LinkedHashMap<>();
        out.put("last_run", ended);
        if (Files.exists(home.train())) {
            out.put("last_training_data_hash", DatasetBuilder.dataHash(home.train()));
        }
        Integer version = report.run().version();
        out.put("last_model_version", version == null ? before.path("last_model_version").asInt(0) : version);
        out.put("runs", runs.subList(Math.max(0, runs.size() - RUNS), runs.size()));
        return out;
    }

    private static Map<String, Object> resume(CycleReport report) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("run", report.run().id());
        out.put("completed_steps", report.state().completed());
        out.put("failed_step", report.stages().stream().filter(row -> row.status().resumable()).map(StageRow::id)
                .findFirst().orElse(""));
        String message = requireNonNullElse(report.run().error(), "");
        out.put("error_info", Map.of("errors", report.stages().stream().map(StageRow::errorMessage)
                .filter(text -> text != null).toList(), "message", message));
        out.put("state_snapshot", report.state().outputs());
        out.put("timestamp", requireNonNullElse(report.run().ended(), report.run().started()));
        return out;
    }

    private static JsonNode before(Home home) {
        try {
            return Files.exists(home.pipelineState()) ? Json.MAPPER.readTree(home.pipelineState().toFile())
                    : Json.MAPPER.createObjectNode();
        } catch (IOException e) {
            LOG.warn("{} cannot be read and is begun anew", home.pipelineState());
            return Json.MAPPER.createObjectNode();
        }
    }
}
