package io.brewprint.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.brewprint.decode.Completion;
import io.brewprint.decode.GenerationRequest;
import io.brewprint.web.ChatModel.Refused;
import io.brewprint.web.ChatModel.Refused.Why;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code /v1/models}, {@code /v1/chat/completions} and {@code /v1/completions} as OpenAI's clients know them. */
final class ChatApi {
    private static final String GONE = "the connection was closed before the answer was complete";
    private static final Logger LOG = LoggerFactory.getLogger(ChatApi.class);

    private final ChatModel model;
    private final Semaphore places;
    private final RequestBody body;
    private final long started = System.currentTimeMillis() / 1000;

    ChatApi(ChatModel model, WebSettings settings) {
        this.model = model;
        places = new Semaphore(settings.clients(), true);
        body = new RequestBody(settings.maxBodyBytes(), settings.clients(), settings.bodyTime());
    }

    void register(RoutesConfig routes) {
        place(routes, "/v1/models", "GET, HEAD");
        place(routes, "/v1/models/<name>", "GET, HEAD"); // a name may have slashes
        place(routes, "/v1/chat/completions", "POST");
        place(routes, "/v1/completions", "POST");
        for (HandlerType type : List.of(HandlerType.GET, HandlerType.HEAD)) {
            routes.addHttpHandler(type, "/v1/models", this::models);
            routes.addHttpHandler(type, "/v1/models/<name>", this::model);
        }
        routes.post("/v1/chat/completions", context -> complete(context, true));
        routes.post("/v1/completions", context -> complete(context, false));
    }

    /** What a path is not for is refused by 405, also methods that nobody knows, and OPTIONS says what it is for. */
    private static void place(RoutesConfig routes, String path, String methods) {
        String allowed = methods + ", OPTIONS";
        List<String> names = List.of(allowed.split(", ", -1));
        routes.before(path, context -> {
            if (!names.contains(context.method().name())) {
                context.header("Allow", allowed);
                throw new Refused(Why.NO_METHOD, path + " is for " + allowed);
            }
        });
        routes.options(path, context -> {
            context.status(204).header("Allow", allowed);
            WebAccess.preflight(context, allowed);
        });
    }

    private void models(Context context) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("object", "list");
        ArrayNode data = json.putArray("data");
        model.names().forEach(name -> describe(data.addObject(), name));
        json(context, 200, ReplyWriter.write(json));
    }

    private void model(Context context) throws Refused {
        String name = context.pathParam("name");
        if (model.has(name)) {
            json(context, 200, ReplyWriter.write(describe(JsonNodeFactory.instance.objectNode(), name)));
        } else {
            throw noModel(name);
        }
    }

    private ObjectNode describe(ObjectNode json, String name) {
        return json.put("id", name)
                .put("object", "model")
                .put("created", started)
                .put("owned_by", "brewprint");
    }

    private static Refused noModel(String name) {
        return new Refused(
                Why.NO_MODEL, "there is no model \"" + Refused.quote(name) + "\"; GET /v1/models lists them");
    }

    private void complete(Context context, boolean chat) throws Refused, InterruptedException {
        // A place is taken for an answer, not for a body that may never come.
        RequestReader.Wanted wanted = read(context, chat);
        GenerationRequest request = wanted.request();
        if (!model.has(request.model())) {
            throw noModel(request.model());
        }
        if (!places.tryAcquire()) {
            throw new Refused(Why.CROWD, "too many requests at once; try again in a moment");
        }
        try {
            ReplyWriter writer = new ReplyWriter(
                    chat,
                    (chat ? "chatcmpl-" : "cmpl-") + UUID.randomUUID(),
                    request.model(),
                    System.currentTimeMillis() / 1000,
                    wanted.usage());
            try (ClientWatch client = new ClientWatch(context)) {
                if (wanted.stream()) {
                    stream(context, writer, client, request);
                } else {
                    StringBuilder text = new StringBuilder();
                    Completion reply = model.answer(request.until(client::gone).telling(more -> {
                        text.append(more);
                        return true;
                    }));
                    if (client.gone()) { // whoever only closed one direction still reads this
                        throw new Refused(Why.GONE, GONE);
                    }
                    json(context, 200, writer.whole(text.toString(), reply));
                }
            }
        } finally {
            places.release();
        }
    }

    private RequestReader.Wanted read(Context context, boolean chat) throws Refused {
        JsonNode json = RequestReader.parse(body.read(context));
        return chat ? RequestReader.chat(json) : RequestReader.completion(json);
    }

    private void stream(Context context, ReplyWriter writer, ClientWatch client, GenerationRequest request)
            throws Refused, InterruptedException {
        try (EventStream stream = new EventStream(context, writer, client)) {
            try {
                Completion reply = model.answer(request.until(client::gone).telling(more -> {
                    stream.piece(more);
                    return true;
                }));
                if (client.gone()) {
                    throw new Refused(Why.GONE, GONE);
                }
                stream.end(reply);
            } catch (Refused e) {
                stream.fail(ReplyWriter.error(e));
                if (!stream.begun()) {
                    throw e;
                }
                WebServer.log(context, e);
            } catch (RuntimeException e) {
                stream.fail(ReplyWriter.error(new Refused(Why.MODEL, "the model failed: " + e.getMessage())));
                if (!stream.begun()) {
                    throw e;
                }
                LOG.error("a stream failed", e);
            }
        }
    }

    private static void json(Context context, int status, String text) {
        context.status(status).contentType("application/json").result(text);
    }
}
