package io.brewprint.worker;

import com.fasterxml.jackson.databind.JsonNode;
import io.brewprint.config.ErrorCategory;
import io.brewprint.config.Fault;
import io.brewprint.config.Json;
import io.brewprint.config.Where;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** One line of a worker's stdout. */
public sealed interface WorkerEvent {
    /** The work is at {@code step} of {@code total} (0 where unknown), with figures measured there. */
    record Progress(String stage, long step, long total, String message, Map<String, Double> metrics)
            implements WorkerEvent {}

    /** One measured value. */
    record Metric(String stage, long step, String name, double value) implements WorkerEvent {}

    /** The work goes on, though it comes to no step: what is at work. */
    record Beat(String message) implements WorkerEvent {}

    /** A line for people. */
    record Log(String message) implements WorkerEvent {}

    /** The job is finished; the last event. */
    record Done(JsonNode result) implements WorkerEvent {}

    /** The job stopped on request; the last event. */
    record Stopped(JsonNode result) implements WorkerEvent {}

    /** The job failed; the last event. */
    record Failed(Fault fault) implements WorkerEvent {}

    /** Reads a line; empty where it is not an event. */
    static Optional<WorkerEvent> parse(String line) {
        JsonNode json;
        try {
            json = Json.MAPPER.readTree(line);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            return Optional.empty();
        }
        if (json == null || !json.isObject()) {
            return Optional.empty();
        }
        String stage = json.path("stage").asText("");
        long step = json.path("step").asLong(0);
        return Optional.ofNullable(
                switch (json.path("event").asText("")) {
                    case "progress" ->
                        new Progress(
                                stage,
                                step,
                                json.path("total").asLong(0),
                                json.path("message").asText(""),
                                figures(json));
                    case "metric" ->
                        json.path("value").isNumber()
                                ? new Metric(
                                        stage,
                                        step,
                                        json.path("name").asText(""),
                                        json.path("value").asDouble())
                                : null;
                    case "beat" -> new Beat(json.path("message").asText(""));
                    case "log" -> new Log(json.path("message").asText(""));
                    case "done" -> new Done(json.path("result"));
                    case "stopped" -> new Stopped(json.path("result"));
                    case "error" ->
                        new Failed(new Fault(
                                ErrorCategory.named(json.path("category").asText("unknown")),
                                json.path("code").asText(""),
                                json.path("message").asText(""),
                                new Where(
                                        json.path("file").asText(""),
                                        json.path("line").asInt(),
                                        json.path("column").asInt()),
                                json.path("remedy").asText("")));
                    default -> null;
                });
    }

    private static Map<String, Double> figures(JsonNode json) {
        Map<String, Double> out = new LinkedHashMap<>();
        json.properties().forEach(entry -> {
            if (entry.getValue().isNumber()
                    && !entry.getKey().equals("step")
                    && !entry.getKey().equals("total")) {
                out.put(entry.getKey(), entry.getValue().asDouble());
            }
        });
        return out;
    }
}
