package io.brewprint.stage;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
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
                batch.add(Json.STRICT.readValue(line, Line.class).row(exam));
                if (batch.size() == BATCH) {
                    ledger.exams().putAnswers(batch);
                    batch.clear();
                }
            }
        }
        ledger.exams().putAnswers(batch);
    }

    /** A line as ExamFiles writes it, as far as the ledger keeps it. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Line(
            String promptId,
            String category,
            String instruction,
            String expectedDsl,
            String actualDsl,
            String status,
            Validation validation,
            Comparison comparison,
            int tokens,
            double timeSeconds) {
        @JsonIgnoreProperties(ignoreUnknown = true)
        private record Validation(boolean valid) {}

        @JsonIgnoreProperties(ignoreUnknown = true)
        private record Comparison(double graphF1, double score) {}

        AnswerRow row(String exam) {
            return new AnswerRow(
                    exam,
                    promptId,
                    category,
                    instruction,
                    expectedDsl,
                    actualDsl,
                    status,
                    validation.valid,
                    comparison.graphF1,
                    comparison.score,
                    tokens,
                    timeSeconds);
        }
    }
}
