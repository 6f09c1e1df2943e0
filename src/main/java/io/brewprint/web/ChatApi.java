package io.brewprint.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.brewprint.web.ChatModel.Refused;
import io.brewprint.web.ChatModel.Reply;
import io.brewprint.web.ChatModel.Request;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.Semaphore;

/** {@code /v1/models}, {@code /v1/chat/completions} and {@code /v1/completions} as OpenAI's clients know them. */
final class ChatApi {
    private final ChatModel model;
    private final Semaphore places;
    private final long started = System.currentTimeMillis() / 1000;

    ChatApi(ChatModel model, int clients) {
        this.model = model;
        places = new Semaphore(clients, true);
    }

    void register(RoutesConfig routes) {
        routes.get("/v1/models", this::models);
        routes.post("/v1/chat/completions", context -> complete(context, true));
        routes.post("/v1/completions", context -> complete(context, false));
    }

    private void models(Context context) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("object", "list");
        ArrayNode data = json.putArray("data");
        for (String name : model.names()) {
            data.addObject().put("id", name).put("object", "model").put("created", started).put("owned_by", "brewprint");
        }
        json(context, 200, ReplyWriter.write(json));
    }

    private void complete(Context context, boolean chat) throws InterruptedException, IOException {
        if (!places.tryAcquire()) {
            json(context, 429, ReplyWriter.error("too many requests at once; try again in a moment", "rate_limit_error"));
            return;
        }
        try {
            JsonNode body = RequestReader.parse(context.body());
            Request request = chat ? RequestReader.chat(body) : RequestReader.completion(body);
            if (!model.has(request.model())) {
                json(context, 404, ReplyWriter.error(
                        "there is no model \"" + request.model() + "\"; GET /v1/models lists them", "invalid_request_error"));
                return;
            }
            ReplyWriter writer = new ReplyWriter(
                    chat, (chat ? "chatcmpl-" : "cmpl-") + UUID.randomUUID(), request.model(),
                    System.currentTimeMillis() / 1000);
            if (body.path("stream").asBoolean()) {
                new Stream(context, writer).run(request);
            } else {
                StringBuilder text = new StringBuilder();
                Reply reply = model.answer(request, text::append, () -> false);
                json(context, 200, writer.whole(text.toString(), reply));
            }
        } catch (Refused e) {
            json(context, 400, ReplyWriter.error(String.valueOf(e.getMessage()), "invalid_request_error"));
        } finally {
            places.release();
        }
    }

    private static void json(Context context, int status, String text) {
        context.status(status).contentType("application/json").result(text);
    }

    /** An answer as server-sent events; a client that went away is noticed at the next piece. */
    private final class Stream {
        private final Context context;
        private final ReplyWriter writer;
        private boolean begun;
        private boolean gone;

        Stream(Context context, ReplyWriter writer) {
            this.context = context;
            this.writer = writer;
        }

        void run(Request request) throws Refused, InterruptedException {
            Reply reply = model.answer(request, text -> send(writer.piece(text, !begun)), () -> gone);
            send(writer.end(reply));
            send("[DONE]");
        }

        private void send(String data) {
            if (gone) {
                return;
            }
            try {
                if (!begun) {
                    begun = true;
                    context.res().setContentType("text/event-stream");
                    context.res().setCharacterEncoding("UTF-8");
                    context.res().setHeader("Cache-Control", "no-cache");
                }
                OutputStream out = context.res().getOutputStream();
                out.write(("data: " + data + "\n\n").getBytes(StandardCharsets.UTF_8));
                out.flush();
            } catch (IOException e) {
                gone = true;
            }
        }
    }
}
