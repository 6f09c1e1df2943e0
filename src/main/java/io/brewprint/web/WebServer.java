package io.brewprint.web;

import io.brewprint.config.ErrorCategory;
import io.brewprint.config.Fault;
import io.brewprint.config.Where;
import io.javalin.Javalin;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.util.JavalinBindException;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP server, on the loopback interface alone. A request is let in only if its Host header names this machine, so
 * that no page of another site can reach it through a name of its own.
 */
public final class WebServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WebServer.class);
    private static final List<String> NAMES = List.of("localhost", "127.0.0.1", "[::1]");

    private final Javalin server;

    /**
     * Starts it.
     *
     * @param port to listen on, 0 for any free one
     * @param maxBodyBytes longest request body
     * @param clients requests answered at once
     * @throws Fault if another program has it
     */
    public WebServer(int port, long maxBodyBytes, int clients, ChatModel model) {
        Javalin made = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.http.maxRequestSize = maxBodyBytes;
            config.concurrency.useVirtualThreads = true;
            config.routes.before(WebServer::admit);
            new ChatApi(model, clients).register(config.routes);
            config.routes.exception(
                    HttpResponseException.class,
                    (e, context) -> context.status(e.getStatus())
                            .contentType("application/json")
                            .result(ReplyWriter.error(String.valueOf(e.getMessage()), "invalid_request_error", null)));
            config.routes.exception(RuntimeException.class, (e, context) -> {
                LOG.error("a request failed", e);
                context.status(500)
                        .contentType("application/json")
                        .result(ReplyWriter.error("the server failed: " + e, "server_error", null));
            });
            config.routes.error(404, context -> {
                if (context.result() == null
                        || !String.valueOf(context.result()).startsWith("{")) {
                    context.contentType("application/json")
                            .result(ReplyWriter.error("there is no " + context.path(), "invalid_request_error", null));
                }
            });
        });
        try {
            server = made.start("127.0.0.1", port);
        } catch (JavalinBindException e) {
            throw new Fault(
                    ErrorCategory.BUSY,
                    "port_taken",
                    "port " + port + " is taken",
                    Where.NOWHERE,
                    "set web.port in pipeline_config.json",
                    e);
        }
    }

    private static void admit(Context context) {
        String host = String.valueOf(context.header("Host")).toLowerCase(Locale.ROOT);
        String name = host.replaceFirst(":\\d+$", "");
        if (!NAMES.contains(name)) {
            throw new HttpResponseException(403, "this server answers to localhost alone, not to \"" + name + "\"");
        }
    }

    /** The port it listens on. */
    public int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.stop();
    }
}
