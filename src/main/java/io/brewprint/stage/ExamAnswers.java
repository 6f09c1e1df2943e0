package io.brewprint.stage;

import com.fasterxml.jackson.databind.JsonNode;
import io.brewprint.config.Json;
import io.brewprint.ledger.AnswerRow;
import io.brewprint.ledger.Ledger;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** An exam's answer file as rows of the ledger, some at a time. */
final class ExamAnswers {
    private static final int BATCH = 200;

    private ExamAnswers() {}

    static void record(Ledger ledger, String exam, Path file) throws IOException {
        List<AnswerRow> batch = new ArrayList<>();
        try (BufferedReader in = Files.newBufferedReader(file)) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                batch.add(row(exam, Json.MAPPER.readTree(line)));
                if (batch.size() == BATCH) {
                    ledger.exams().putAnswers(batch);
                    batch.clear();
                }
            }
        }
        ledger.exams().putAnswers(batch);
    }

    private static AnswerRow row(String exam, JsonNode json) {
        JsonNode comparison = json.path("comparison");
        return new AnswerRow(
                exam,
                json.path("prompt_id").asText(),
                json.path("category").asText(),
                json.path("instruction").asText(),
                json.path("expected_dsl").asText(),
                json.path("actual_dsl").asText(),
                json.path("status").asText(),
                json.path("validation").path("valid").asBoolean(),
                comparison.path("graph_f1").asDouble(),
                comparison.path("score").asDouble(),
                json.path("tokens").asInt(),
                json.path("time_seconds").asDouble());
    }
}
