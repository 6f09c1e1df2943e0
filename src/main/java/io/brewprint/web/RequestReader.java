package io.brewprint.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
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
 * field of ours: {@code brewprint_constraint}, off, syntax or full. What would change the answer and is not done here
 * is refused; what only labels a request ({@code user}, {@code metadata} and the like) is passed over.
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
                return json;
            }
        } catch (JsonProcessingException e) {
            throw new Refused("the body is no JSON: " + Json.fault(e));
        }
        throw new Refused("the body is no JSON object");
    }

    /** A request of {@code /v1/chat/completions}. */
    static Wanted chat(JsonNode json) throws Refused {
        if (!json.path("messages").isArray() || json.path("messages").isEmpty()) {
            throw new Refused("messages is missing, empty or no list");
        }
        List<ChatTemplate.Turn> messages = new ArrayList<>();
        for (JsonNode message : json.path("messages")) {
            messages.add(message(message));
        }
        RequestFields fields = new RequestFields(json);
        for (String name : List.of("tools", "functions", "logprobs", "top_logprobs", "audio", "web_search_options")) {
            fields.unsupported(name);
        }
        fields.unsupported("tool_choice", "\"none\"", "\"auto\"");
        fields.unsupported("function_call", "\"none\"", "\"auto\"");
        fields.unsupported("response_format", "{\"type\":\"text\"}");
        fields.unsupported("modalities", "[\"text\"]");
        return wanted(fields, new Prompt.Chat(messages));
    }

    /** A request of {@code /v1/completions}. */
    static Wanted completion(JsonNode json) throws Refused {
        RequestFields fields = new RequestFields(json);
        JsonNode prompt = json.path("prompt");
        JsonNode only = prompt.isArray() && prompt.size() == 1 ? prompt.get(0) : prompt;
        if (!only.isTextual()) {
            throw new Refused("prompt must be one text: several, or token ids, are not answered in one request");
        }
        if (fields.has("logprobs")) { // 0 asks for some here
            throw new Refused("logprobs is not supported here: leave it out");
        }
        fields.unsupported("echo");
        fields.unsupported("suffix");
        fields.unsupported("best_of", "1");
        return wanted(fields, new Prompt.Text(only.asText()));
    }

    private static ChatTemplate.Turn message(JsonNode message) throws Refused {
        String role = message.path("role").asText();
        if (!ROLES.contains(role)) {
            throw new Refused("role \"" + role + "\" is not known; there are " + String.join(", ", ROLES));
        }
        new RequestFields(message).unsupported("tool_calls");
        new RequestFields(message).unsupported("function_call");
        return new ChatTemplate.Turn(role.equals("developer") ? "system" : role, content(message.path("content")));
    }

    /** A text, or the texts of a list of parts. */
    private static String content(JsonNode content) throws Refused {
        if (content.isTextual()) {
            return content.asText();
        }
        if (!content.isArray()) {
            throw new Refused("content must be a text or a list of parts");
        }
        StringBuilder text = new StringBuilder();
        for (JsonNode part : content) {
            if (!part.path("type").asText().equals("text")) {
                throw new Refused("only text can be read, found a part of type \""
                        + part.path("type").asText() + "\"");
            }
            text.append(new RequestFields(part).text("text"));
        }
        return text.toString();
    }

    private static Wanted wanted(RequestFields fields, Prompt prompt) throws Refused {
        for (String name : List.of("logit_bias", "frequency_penalty", "presence_penalty", "min_p")) {
            fields.unsupported(name);
        }
        fields.whole("n", 1, 1);
        boolean stream = fields.flag("stream");
        boolean usage = false;
        if (fields.has("stream_options")) {
            JsonNode options = fields.json().path("stream_options");
            if (!stream || !options.isObject()) {
                throw new Refused("stream_options must be an object, and needs stream");
            }
            usage = new RequestFields(options).flag("include_usage");
        }
        GenerationRequest request = GenerationRequest.of(prompt, sampling(fields))
                .with(fields.text("model"))
                .constrained(constrain(fields));
        return new Wanted(request, stream, usage);
    }

    private static Sampling sampling(RequestFields fields) throws Refused {
        long tokens = fields.whole("max_tokens", 1, MOST_TOKENS).orElse(USUAL_TOKENS);
        List<String> stop = fields.texts("stop");
        if (stop.size() > MOST_STOPS || stop.contains("")) {
            throw new Refused("stop takes up to four texts, none empty");
        }
        OptionalDouble penalty = fields.number("repetition_penalty", 0, false, MOST_PENALTY);
        OptionalDouble same = fields.number("repeat_penalty", 0, false, MOST_PENALTY);
        if (penalty.isPresent() && same.isPresent()) {
            throw new Refused("repetition_penalty and repeat_penalty are the same: give one of them");
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
            throw new Refused("brewprint_constraint: " + e.getMessage());
        }
    }
}
