package io.brewprint.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.brewprint.config.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * One request of {@link ServeBench}, always answered in the same words.
 *
 * @param model asked
 * @param body its JSON without the field {@code stream}
 */
record BenchCase(String model, ObjectNode body) {

    private static final int TOKENS = 48;
    private static final int CONSTRAINED_TOKENS = 96;

    /** Greedy and drawn, free and constrained, for every model. */
    static List<BenchCase> all(List<String> models, int count) {
        List<BenchCase> cases = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String model = models.get(i % models.size());
            boolean full = i / models.size() % 3 == 2;
            boolean drawn = i / models.size() % 2 == 1;
            ObjectNode body = Json.PLAIN
                    .createObjectNode()
                    .put("model", model)
                    .put("max_tokens", full ? CONSTRAINED_TOKENS : TOKENS)
                    .put("brewprint_constraint", full ? "full" : "off")
                    .put("temperature", drawn ? 0.9 : 0)
                    .put("top_p", drawn ? 0.95 : 1)
                    .put("seed", 100 + i);
            body.putArray("messages")
                    .addObject()
                    .put("role", "user")
                    .put("content", "Blueprint number " + i + " opens a door after " + 3 * i + " seconds.");
            cases.add(new BenchCase(model, body));
        }
        return cases;
    }

    String json(boolean stream) {
        return body.deepCopy().put("stream", stream).toString();
    }

    /** The text of a whole answer. */
    static String text(String answer) throws IOException {
        return content(Json.PLAIN.readTree(answer), "message");
    }

    /** What a line of a stream adds to the text. */
    static String more(String line) throws IOException {
        return line.startsWith("data: {")
                ? content(Json.PLAIN.readTree(line.substring("data: ".length())), "delta")
                : "";
    }

    private static String content(JsonNode json, String holder) {
        return json.path("choices").path(0).path(holder).path("content").asText();
    }
}
