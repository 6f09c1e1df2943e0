package io.brewprint.exam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.brewprint.blueprint.NodeCatalog;
import io.brewprint.lesson.Lesson;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A line of an exam's file, scored anew.
 *
 * @param valid what the file itself says of the answer's validity; null where it does not
 * @param score the score that the file itself gives; null where it does not
 */
public record RecordedAnswer(
        ExamFiles.Answer answer,
        @Nullable Boolean valid,
        @Nullable Double score) {
    private static final Pattern HOW =
            Pattern.compile("(?:fence|leading|trailing|leak)(?:\\+(?:fence|leading|trailing|leak))*");

    /**
     * Reads the fields of the original's exam files and of this program's.
     *
     * @param line its number, which stands in for a prompt's name
     * @throws IllegalArgumentException saying what is wrong, where it is no answer
     */
    static RecordedAnswer of(ObjectNode json, int line, NodeCatalog catalog) {
        String expected = json.path("expected_dsl").asText("");
        if (!json.path("expected_dsl").isTextual() || expected.isBlank()) {
            throw new IllegalArgumentException("field \"expected_dsl\" is missing, empty or no text");
        }
        JsonNode actual = json.path("actual_dsl");
        JsonNode raw = json.path("raw_output");
        if (!actual.isTextual() && !raw.isTextual()) {
            throw new IllegalArgumentException("neither field \"actual_dsl\" nor \"raw_output\" is a text");
        }
        AnswerText text =
                actual.isTextual() ? new AnswerText(actual.asText(), extraction(json)) : AnswerText.of(raw.asText());
        JsonNode valid = json.path("validation").path("valid");
        JsonNode score = json.path("comparison").path("score");
        return new RecordedAnswer(
                new ExamFiles.Answer(
                        new Lesson.Prompt(
                                json.path("prompt_id").asText("line " + line),
                                json.path("category").asText("uncategorised"),
                                json.path("instruction").asText(""),
                                expected),
                        text.text(),
                        raw.asText(text.text()),
                        text.how(),
                        Score.of(expected, text.text(), catalog),
                        json.path("tokens").asInt(0),
                        json.path("time_seconds").asDouble(0),
                        status(json),
                        json.path("fault").asText("")),
                valid.isBoolean() ? valid.asBoolean() : null,
                score.isNumber() ? score.asDouble() : null);
    }

    /** How the file says that the document was found; as it is where it says nothing that is known. */
    private static String extraction(ObjectNode json) {
        String how = json.path("extraction").asText();
        return HOW.matcher(how).matches() ? how : "as_is";
    }

    private static String status(ObjectNode json) {
        String status = json.path("status").asText();
        return status.equals(ExamFiles.TIMEOUT) || status.equals(ExamFiles.FAILED) ? status : ExamFiles.COMPLETED;
    }
}
