package io.brewprint.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.brewprint.complete.Constrain;
import io.brewprint.config.Json;
import io.brewprint.decode.GenerationRequest;
import io.brewprint.decode.Prompt;
import io.brewprint.decode.Sampling;
import io.brewprint.token.ChatTemplate;
import io.brewprint.web.ChatModel.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Requests in OpenAI's JSON, with {@code top_k} and {@code repetition_penalty} as other servers have them, and one
 * field of ours: {@code brewprint_constraint}, off, syntax or full. Every other field is refused by its name, unless
 * {@link ForeignFields} says that it asks for nothing.
 */
final class RequestReader {
    private static final List<String> ROLES = List.of("system", "developer", "user", "assistant");
    private static final int MOST_TOKENS = 32_768;
    private static final int USUAL_TOKENS = 1024;
    private static final int MOST_STOPS = 4;
    private static final int MOST_TOP_K = 1 << 20;
    private static final double MOST_PENALTY = 10;

    /**
     * A request and how its answer is to come.
     *
     * @param usage whether a stream ends with the token counts
     */
    record Wanted(GenerationRequest request, boolean stream, boolean usage) {}

    private RequestReader() {}

    static JsonNode parse(String body) throws Refused {
        try {
            JsonNode json = Json.WHOLE.readTree(body);
            if (json.isObject()) {
                dropNulls(json);
                return json;
            }
        } catch (JsonProcessingException e) {
            throw new Refused("the body is no JSON: " + Json.fault(e));
        }
        throw new Refused("the body is no JSON object");
    }

    /** null stands for a field that is left out, however deep. */
    private static void dropNulls(JsonNode json) {
        if (json instanceof ObjectNode object) {
            object.properties().removeIf(entry -> entry.getValue().isNull());
        }
        json.forEach(RequestReader::dropNulls);
    }

    /** A request of {@code /v1/chat/completions}. */
    static Wanted chat(JsonNode json) throws Refused {
        RequestFields fields = new RequestFields(json);
        JsonNode list = fields.value("messages");
        if (!list.isArray() || list.isEmpty()) {
            throw fields.refused("messages", "is missing, empty or no list");
        }
        List<ChatTemplate.Turn> messages = new ArrayList<>();
        for (JsonNode message : list) {
            messages.add(message(RequestFields.of(message, "messages[" + messages.size() + "]")));
        }
        return wanted(fields, new Prompt.Chat(messages));
    }

    /** A request of {@code /v1/completions}. */
    static Wanted completion(JsonNode json) throws Refused {
        RequestFields fields = new RequestFields(json);
        JsonNode prompt = fields.value("prompt");
        JsonNode only = prompt.isArray() && prompt.size() == 1 ? prompt.get(0) : prompt;
        if (!only.isTextual()) {
            throw fields.refused("prompt", "must be one text: several, or token ids, are not answered in one request");
        }
        if (json.path("logprobs").isNumber()) { // 0 asks for some here
            throw fields.refused("logprobs", "is not supported here: leave it out");
        }
        if (fields.has("add_special_tokens") && !fields.flag("add_special_tokens")) {
            throw fields.refused("add_special_tokens", "cannot be false: a text follows the token that begins one");
        }
        return wanted(fields, new Prompt.Text(only.asText()));
    }

    private static ChatTemplate.Turn message(RequestFields message) throws Refused {
        String role = message.text("role");
        if (!ROLES.contains(role)) {
            throw message.refused(
                    "role", "\"" + Refused.quote(role) + "\" is not known; there are " + String.join(", ", ROLES));
        }
        String content = content(message);
        message.end();
        return new ChatTemplate.Turn(role.equals("developer") ? "system" : role, content);
    }

    /** A text, or the texts of a list of parts. */
    private static String content(RequestFields message) throws Refused {
        JsonNode content = message.value("content");
        if (content.isTextual()) {
            return content.asText();
        }
        if (!content.isArray()) {
            throw message.refused("content", "must be a text or a list of parts");
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < content.size(); i++) {
            RequestFields part = message.part("content[" + i + "]", content.get(i));
            if (!part.text("type").equals("text")) {
                throw part.refused(
                        "type", "is \"" + Refused.quote(part.text("type")) + "\", and only text can be read");
            }
            text.append(part.text("text"));
            part.end();
        }
        return text.toString();
    }

    private static Wanted wanted(RequestFields fields, Prompt prompt) throws Refused {
        boolean stream = fields.flag("stream");
        boolean usage = false;
        if (fields.has("stream_options")) {
            if (!stream) {
                throw fields.refused("stream_options", "needs stream");
            }
            RequestFields options = fields.part("stream_options", fields.value("stream_options"));
            usage = options.flag("include_usage");
            options.end();
        }
        GenerationRequest request = GenerationRequest.of(prompt, sampling(fields))
                .with(fields.text("model"))
                .constrained(constrain(fields));
        fields.end();
        return new Wanted(request, stream, usage);
    }

    private static Sampling sampling(RequestFields fields) throws Refused {
        long tokens = fields.whole("max_tokens", 1, MOST_TOKENS).orElse(USUAL_TOKENS);
        List<String> stop = fields.texts("stop");
        if (stop.size() > MOST_STOPS || stop.contains("")) {
            throw fields.refused("stop", "takes up to four texts, none empty");
        }
        OptionalDouble penalty = fields.number("repetition_penalty", 0, false, MOST_PENALTY);
        OptionalDouble same = fields.number("repeat_penalty", 0, false, MOST_PENALTY);
        if (penalty.isPresent() && same.isPresent()) {
            throw fields.refused("repeat_penalty", "and repetition_penalty are the same: give one of them");
        }
        return new Sampling(
                fields.number("temperature", 0, true, 2).orElse(0),
                (int) Math.max(0, fields.whole("top_k", -1, MOST_TOP_K).orElse(0)), // -1 stands for all, elsewhere
                fields.number("top_p", 0, false, 1).orElse(1),
                penalty.orElse(same.orElse(1)),
                fields.whole("seed", Long.MIN_VALUE, Long.MAX_VALUE).orElseGet(ThreadLocalRandom.current()::nextLong),
                (int) fields.whole("max_completion_tokens", 1, MOST_TOKENS).orElse(tokens),
                stop);
    }

    private static Constrain constrain(RequestFields fields) throws Refused {
        if (!fields.has("brewprint_constraint")) {
            return Constrain.OFF;
        }
        try {
            return Constrain.of(fields.text("brewprint_constraint"));
        } catch (IllegalArgumentException e) {
            throw fields.refused("brewprint_constraint", "is none: " + e.getMessage());
        }
    }
}
