package io.brewprint.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.brewprint.config.Json;
import io.brewprint.decode.Completion;
import io.brewprint.web.ChatModel.Refused;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers in OpenAI's JSON, for one request: whole, or as the chunks of a stream. */
final class ReplyWriter {

    private final boolean chat;
    private final String id;
    private final String model;
    private final long created;
    private final boolean usage;

    /** @param usage whether a stream ends with the token counts */
    ReplyWriter(boolean chat, String id, String model, long created, boolean usage) {
        this.chat = chat;
        this.usage = usage;
        this.id = id;
        this.model = model;
        this.created = created;
    }

    String whole(String text, Completion reply) {
        ObjectNode json = envelope(chat ? "chat.completion" : "text_completion");
        ObjectNode choice = choice(json, reply.finish());
        if (chat) {
            choice.putObject("message").put("role", "assistant").put("content", text);
        } else {
            choice.put("text", text);
        }
        usage(json, reply);
        return write(json);
    }

    /** A piece of the answer; the first of a chat tells the role too. */
    String piece(String text, boolean first) {
        ObjectNode json = envelope(chat ? "chat.completion.chunk" : "text_completion");
        ObjectNode choice = choice(json, null);
        if (chat) {
            ObjectNode delta = choice.putObject("delta");
            if (first) {
                delta.put("role", "assistant");
            }
            delta.put("content", text);
        } else {
            choice.put("text", text);
        }
        return write(json);
    }

    /** The last chunks: the reason of the end, and the token counts in one of their own if they are wanted. */
    List<String> end(Completion reply) {
        ObjectNode json = envelope(chat ? "chat.completion.chunk" : "text_completion");
        ObjectNode choice = choice(json, reply.finish());
        if (chat) {
            choice.putObject("delta");
        } else {
            choice.put("text", "");
        }
        if (!usage) {
            return List.of(write(json));
        }
        ObjectNode counts = envelope(chat ? "chat.completion.chunk" : "text_completion");
        counts.putArray("choices");
        usage(counts, reply);
        return List.of(write(json), write(counts));
    }

    static String error(Refused e) {
        ObjectNode json = Json.PLAIN.createObjectNode();
        json.putObject("error")
                .put("message", String.valueOf(e.getMessage()))
                .put("type", e.why().type())
                .put("param", e.param().isEmpty() ? null : e.param())
                .put("code", e.code().isEmpty() ? null : e.code());
        return write(json);
    }

    private ObjectNode envelope(String object) {
        return Json.PLAIN
                .createObjectNode()
                .put("id", id)
                .put("object", object)
                .put("created", created)
                .put("model", model);
    }

    private static ObjectNode choice(ObjectNode json, @Nullable String finish) {
        ObjectNode choice = json.putArray("choices").addObject().put("index", 0);
        choice.putNull("logprobs");
        return choice.put("finish_reason", finish);
    }

    private static void usage(ObjectNode json, Completion reply) {
        json.putObject("usage")
                .put("prompt_tokens", reply.promptTokens())
                .put("completion_tokens", reply.tokens())
                .put("total_tokens", reply.promptTokens() + reply.tokens());
    }

    static String write(JsonNode json) {
        try {
            return Json.PLAIN.writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e); // a tree of texts and numbers can always be written
        }
    }
}
