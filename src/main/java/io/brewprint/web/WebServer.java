package io.brewprint.web;

import io.brewprint.config.ErrorCategory;
import io.brewprint.config.Fault;
import io.brewprint.config.Where;
import io.brewprint.web.ChatModel.Refused;
import io.brewprint.web.ChatModel.Refused.Why;
import io.javalin.Javalin;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.util.JavalinBindException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP server. {@link WebAccess} says who may ask; errors have OpenAI's form, and what a client did wrong is one
 * line of the log.
 */
public final class WebServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WebServer.class);

    private final Javalin server;
    private final String host;

    /**
     * Starts it on the loopback interface.
     *
     * @param port to listen on, 0 for any free one
     * @param maxBodyBytes longest request body
     * @param clients requests answered at once
     * @throws Fault if another program has the port
     */
    public WebServer(int port, long maxBodyBytes, int clients, ChatModel model) {
        this(WebSettings.local(port, maxBodyBytes, clients), model);
    }

    /**
     * Starts it.
     *
     * @throws Fault if another program has the port, or this machine has no such address
     */
    public WebServer(WebSettings settings, ChatModel model) {
        host = settings.host().equals("127.0.0.1") ? "localhost" : settings.host();
        var access = new WebAccess(settings);
        Javalin made = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.http.maxRequestSize = settings.maxBodyBytes();
            config.concurrency.useVirtualThreads = true;
            config.routes.before(access::admit);
            new ChatApi(model, settings).register(config.routes);
            config.routes.exception(Refused.class, (e, context) -> refuse(context, e));
            config.routes.exception(
                    HttpResponseException.class,
                    (e, context) -> refuse(
                            context,
                            e.getStatus() == Why.NO_PATH.status()
                                    ? new Refused(Why.NO_PATH, "there is no " + Refused.quote(context.path()))
                                    : new Refused(why(e.getStatus()), String.valueOf(e.getMessage()))));
            config.routes.exception(RuntimeException.class, (e, context) -> {
                LOG.error("a request failed", e);
                refuse(context, new Refused(Why.MODEL, "the server failed: " + e));
            });
        });
        try {
            server = made.start(settings.address().getHostAddress(), settings.port());
        } catch (JavalinBindException e) {
            throw new Fault(
                    ErrorCategory.BUSY,
                    "port_taken",
                    "port " + settings.port() + " of " + settings.address().getHostAddress()
                            + " is taken, or this machine has no such address",
                    Where.NOWHERE,
                    "set web.port in pipeline_config.json",
                    e);
        }
    }

    private static Why why(int status) {
        for (Why why : Why.values()) {
            if (why.status() == status) {
                return why;
            }
        }
        return status >= 500 ? Why.MODEL : Why.REQUEST;
    }

    /** Answers with a refusal; of what is the client's doing the log has one line. */
    static void refuse(Context context, Refused e) {
        if (e.why() == Why.CROWD || e.why() == Why.BUSY) {
            context.header("Retry-After", e.why() == Why.CROWD ? "1" : "60");
        }
        log(context, e);
        context.status(e.why().status()).contentType("application/json").result(ReplyWriter.error(e));
    }

    /** One line of what is the client's doing. */
    static void log(Context context, Refused e) {
        if (e.why().status() < 500) {
            LOG.info(
                    "{} {}: {} {}",
                    Refused.quote(context.method().name()),
                    Refused.quote(context.path()),
                    e.why().status(),
                    e.getMessage());
        }
    }

    /** Where clients find it: {@code http://ADDRESS:PORT/v1}. */
    public String url() {
        return "http://" + host + ":" + port() + "/v1";
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
