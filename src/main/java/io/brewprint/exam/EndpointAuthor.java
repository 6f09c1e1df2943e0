package io.brewprint.exam;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.brewprint.complete.Constrain;
import io.brewprint.config.Json;
import io.brewprint.decode.Completion;
import io.brewprint.decode.GenerationRequest;
import io.brewprint.decode.Prompt;
import io.brewprint.decode.Sampling;
import io.brewprint.token.ChatTemplate;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * A server that speaks OpenAI's protocol, Ollama among them: {@code POST BASE/chat/completions}, streamed. What may
 * pass (429, 502, 503, 504, a broken connection) is tried again a few times, after the wait that the server asks for.
 */
public final class EndpointAuthor implements Author {
    private static final int AT_ONCE = 4;
    private static final int ATTEMPTS = 4;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);
    private static final String START = "start the server, or give another --endpoint";

    private final URI uri;
    private final String model;
    private final String systemPrompt;
    private final Duration timeout;
    private final @Nullable String key;
    private final HttpClient client;
    private final Retry retry;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("endpoint-watch").factory());
    private volatile boolean met;

    /**
     * Nothing is sent yet.
     *
     * @param endpoint the server's base, with or without {@code /v1}
     * @param model the name by which the server knows the model
     * @param timeout for one attempt at an answer
     * @param key sent as bearer token, or null
     */
    public EndpointAuthor(URI endpoint, String model, String systemPrompt, Duration timeout, @Nullable String key) {
        this(endpoint, model, systemPrompt, timeout, key, Duration.ofSeconds(1));
    }

    /** One whose first wait, where the server asks for none, is {@code unit}; each further one is twice as long. */
    EndpointAuthor(
            URI endpoint, String model, String systemPrompt, Duration timeout, @Nullable String key, Duration unit) {
        String base = endpoint.toString().replaceFirst("/+$", "");
        uri = URI.create((base.matches(".*/v\\d+$") ? base : base + "/v1") + "/chat/completions");
        this.model = model;
        this.systemPrompt = systemPrompt;
        this.timeout = timeout;
        this.key = key;
        client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
        retry = Retry.of(
                uri.toString(),
                RetryConfig.custom()
                        .maxAttempts(ATTEMPTS)
                        .retryOnException(EndpointAuthor::passes)
                        .intervalBiFunction((attempt, outcome) -> {
                            Duration asked = outcome.isLeft() && outcome.getLeft() instanceof EndpointException e
                                    ? e.after()
                                    : null;
                            return (asked == null ? unit.multipliedBy(1L << (attempt - 1)) : asked).toMillis();
                        })
                        .build());
    }

    private static boolean passes(Throwable error) {
        return error instanceof EndpointException e
                && (e.kind() == EndpointException.Kind.BUSY || e.kind() == EndpointException.Kind.BROKEN)
                && (e.after() == null || e.after().compareTo(LONGEST_WAIT) <= 0);
    }

    @Override
    public CompletableFuture<Completion> write(GenerationRequest request) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try (EndpointWatch watch = new EndpointWatch(timer, timeout, request.cancelled())) {
                        return patiently(request, watch);
                    } catch (IOException e) {
                        throw new CompletionException(e);
                    }
                },
                threads);
    }

    private Completion patiently(GenerationRequest request, EndpointWatch watch) throws IOException {
        try {
            return retry.executeCallable(() -> once(request, watch));
        } catch (IOException | RuntimeException e) {
            if (watch.why().equals("cancelled")) { // while it waited for the next attempt
                return Completion.saying("", 0, "cancelled", watch.seconds());
            }
            throw e;
        } catch (Exception e) {
            throw new IOException(e);
        }
    }

    private Completion once(GenerationRequest request, EndpointWatch watch) throws IOException {
        watch.restart();
        EndpointAnswer answer = new EndpointAnswer();
        try {
            HttpResponse<InputStream> response = client.send(http(request), HttpResponse.BodyHandlers.ofInputStream());
            met = true;
            try (InputStream body = response.body()) { // closing it hangs up on a server that still talks
                if (response.statusCode() != 200) {
                    throw refusal(response, EndpointAnswer.error(body));
                }
                answer.read(body, request.listener());
            }
            return Completion.saying(answer.text(), answer.tokens(), answer.end(), watch.seconds());
        } catch (IOException | InterruptedException e) {
            if (watch.why().equals("timeout") && answer.text().isEmpty()) {
                throw new EndpointException(
                        EndpointException.Kind.SILENT,
                        uri + ": no word of an answer within " + timeout.toSeconds() + " s",
                        "see what keeps the server, or give a longer --timeout");
            }
            if (!watch.why().isEmpty() || e instanceof InterruptedException) {
                String end = watch.why().isEmpty() ? "cancelled" : watch.why();
                return Completion.saying(answer.text(), answer.tokens(), end, watch.seconds());
            }
            throw named(
                    (IOException) e,
                    request.listener() != null && !answer.text().isEmpty());
        } finally {
            watch.pause();
        }
    }

    /** The fault with the server's address before it; one that was half told to somebody is not tried again. */
    private EndpointException named(IOException error, boolean told) {
        if (error instanceof EndpointException e) {
            EndpointException.Kind kind = told ? EndpointException.Kind.REFUSED : e.kind();
            return new EndpointException(kind, uri + ": " + e.getMessage(), e.remedy(), e.after(), e);
        }
        if (error instanceof ConnectException || error instanceof HttpConnectTimeoutException) {
            // one that answered before may come back
            EndpointException.Kind kind = met ? EndpointException.Kind.BROKEN : EndpointException.Kind.GONE;
            return new EndpointException(kind, uri + ": nobody answers at this address", START, null, error);
        }
        String what = error.getMessage() == null ? error.getClass().getSimpleName() : error.getMessage();
        return new EndpointException(
                told ? EndpointException.Kind.REFUSED : EndpointException.Kind.BROKEN,
                uri + ": the connection broke: " + what,
                START,
                null,
                error);
    }

    private static EndpointException refusal(HttpResponse<?> response, String said) {
        int status = response.statusCode();
        String message = "status " + status + (said.isEmpty() ? "" : ": " + said);
        Duration after = response.headers()
                .firstValue("Retry-After")
                .map(EndpointAuthor::wait)
                .orElse(null);
        return switch (status) {
            case 401, 403 ->
                new EndpointException(
                        EndpointException.Kind.GONE,
                        message,
                        "set the environment variable OPENAI_API_KEY to a key that the server takes");
            case 404, 405 ->
                new EndpointException(
                        EndpointException.Kind.GONE,
                        message,
                        "check --endpoint, and --model by what the server lists at /v1/models");
            case 429, 502, 503, 504 ->
                new EndpointException(
                        EndpointException.Kind.BUSY, message, "wait until the server has time", after, null);
            case 400, 413, 422 ->
                new EndpointException(
                        EndpointException.Kind.REFUSED,
                        message,
                        "the request does not suit the server: ask for less, or check --model");
            default ->
                new EndpointException(EndpointException.Kind.REFUSED, message, "the server's own log may say why");
        };
    }

    /** Seconds, or a date, as HTTP has them; null where it is neither. */
    private static @Nullable Duration wait(String header) {
        if (header.matches("\\d{1,9}")) {
            return Duration.ofSeconds(Long.parseLong(header));
        }
        try {
            Duration left =
                    Duration.between(Instant.now(), ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME));
            return left.isNegative() ? Duration.ZERO : left;
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    private HttpRequest http(GenerationRequest request) {
        HttpRequest.Builder http = HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body(request)));
        if (key != null) {
            http.header("Authorization", "Bearer " + key);
        }
        return http.build();
    }

    private String body(GenerationRequest request) {
        Sampling s = request.sampling();
        ObjectNode json = Json.PLAIN
                .createObjectNode()
                .put("model", model)
                .put("stream", true)
                .put("max_tokens", s.maxTokens())
                .put("temperature", s.temperature())
                .put("top_p", s.topP())
                .put("seed", s.seed());
        json.putObject("stream_options").put("include_usage", true);
        if (!s.stops().isEmpty()) {
            s.stops().forEach(json.putArray("stop")::add);
        }
        // not OpenAI's, but known to most servers: not sent where they say nothing, for OpenAI's own refuses them
        if (s.topK() > 0) {
            json.put("top_k", s.topK());
        }
        if (s.repetitionPenalty() != 1) {
            json.put("repetition_penalty", s.repetitionPenalty()).put("repeat_penalty", s.repetitionPenalty());
        }
        if (request.constrain() != Constrain.OFF) {
            json.put("brewprint_constraint", request.constrain().word());
        }
        ArrayNode messages = json.putArray("messages");
        for (ChatTemplate.Turn turn : chat(request.prompt()).turns()) {
            messages.addObject().put("role", turn.speaker()).put("content", turn.text());
        }
        return json.toString();
    }

    private Prompt.Chat chat(Prompt prompt) {
        return switch (prompt) {
            case Prompt.Chat chat -> chat.under(systemPrompt);
            case Prompt.Text text -> throw new IllegalArgumentException("a server is sent conversations, no bare text");
            case Prompt.Tokens tokens -> throw new IllegalArgumentException("a server is sent words, no token ids");
        };
    }

    @Override
    public int atOnce() {
        return AT_ONCE;
    }

    @Override
    public String name() {
        return model;
    }

    @Override
    public void close() {
        threads.shutdownNow();
        timer.shutdownNow();
        client.shutdownNow();
    }
}
