package io.brewprint.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.brewprint.dsl.Constrain;
import io.brewprint.web.ChatModel.Message;
import io.brewprint.web.ChatModel.Refused;
import io.brewprint.web.ChatModel.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Requests in OpenAI's JSON, with one field of ours: {@code brewprint_constraint}, off, syntax or full. */
final class RequestReader {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_TOKENS = 32_768;

    private RequestReader() {}

    static JsonNode parse(String body) throws Refused {
        try {
            JsonNode json = JSON.readTree(body);
            if (json.isObject()) {
                return json;
            }
        } catch (JsonProcessingException e) {
            throw new Refused("the body is no JSON: " + e.getOriginalMessage());
        }
        throw new Refused("the body is no JSON object");
    }

    /** A request of {@code /v1/chat/completions}. */
    static Request chat(JsonNode json) throws Refused {
        List<Message> messages = new ArrayList<>();
        for (JsonNode message : json.path("messages")) {
            String role = message.path("role").asText();
            if (!List.of("system", "developer", "user", "assistant").contains(role)) {
                throw new Refused("role \"" + role + "\" is not known; there are system, developer, user and assistant");
            }
            messages.add(new Message(role.equals("developer") ? "system" : role, content(message.path("content"))));
        }
        if (messages.isEmpty()) {
            throw new Refused("messages is missing or empty");
        }
        return request(json, messages);
    }

    /** A request of {@code /v1/completions}. */
    static Request completion(JsonNode json) throws Refused {
        JsonNode prompt = json.path("prompt");
        if (!prompt.isTextual()) {
            throw new Refused("prompt must be a text");
        }
        return request(json, List.of(new Message("raw", prompt.asText())));
    }

    /** A text, or the texts of a list of parts. */
    private static String content(JsonNode content) throws Refused {
        if (content.isTextual()) {
            return content.asText();
        }
        StringBuilder text = new StringBuilder();
        for (JsonNode part : content) {
            if (!part.path("type").asText().equals("text")) {
                throw new Refused("only text can be read, found a part of type \"" + part.path("type").asText() + "\"");
            }
            text.append(part.path("text").asText());
        }
        return text.toString();
    }

    private static Request request(JsonNode json, List<Message> messages) throws Refused {
        int tokens = json.path("max_completion_tokens").asInt(json.path("max_tokens").asInt(1024));
        double temperature = json.path("temperature").asDouble(0);
        double topP = json.path("top_p").asDouble(1);
        check(tokens >= 1 && tokens <= MOST_TOKENS, "max_tokens must lie between 1 and " + MOST_TOKENS);
        check(temperature >= 0 && temperature <= 2, "temperature must lie between 0 and 2");
        check(topP > 0 && topP <= 1, "top_p must lie above 0 and not above 1");
        check(json.path("n").asInt(1) == 1, "n must be 1");
        List<String> stop = new ArrayList<>();
        if (json.path("stop").isTextual()) {
            stop.add(json.path("stop").asText());
        }
        json.path("stop").forEach(s -> stop.add(s.asText()));
        check(stop.size() <= 4 && stop.stream().noneMatch(String::isEmpty), "stop takes up to four texts, none empty");
        return new Request(
                json.path("model").asText(), messages, tokens, temperature, topP,
                json.path("seed").isIntegralNumber() ? OptionalLong.of(json.path("seed").asLong()) : OptionalLong.empty(),
                stop, constrain(json));
    }

    private static Constrain constrain(JsonNode json) throws Refused {
        try {
            return Constrain.of(json.path("brewprint_constraint").asText(Constrain.OFF.word()));
        } catch (IllegalArgumentException e) {
            throw new Refused("brewprint_constraint: " + e.getMessage());
        }
    }

    private static void check(boolean right, String wrong) throws Refused {
        if (!right) {
            throw new Refused(wrong);
        }
    }
}
