package io.brewprint.exam;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.brewprint.dsl.Constrain;
import io.brewprint.llama.Ask;
import io.brewprint.llama.Sampling;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A server that speaks OpenAI's protocol, Ollama among them: {@code POST BASE/chat/completions}, streamed. */
public final class EndpointAuthor implements Author {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int AT_ONCE = 4;
    private static final int LONGEST_ANSWER = 1 << 20;
    private static final int LONGEST_ERROR = 300;

    private final URI uri;
    private final String model;
    private final String systemPrompt;
    private final Duration timeout;
    private final @Nullable String key;
    private final HttpClient client;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /**
     * Nothing is sent yet.
     *
     * @param endpoint the server's base, with or without {@code /v1}
     * @param model the name by which the server knows the model
     * @param key sent as bearer token, or null
     */
    public EndpointAuthor(URI endpoint, String model, String systemPrompt, Duration timeout, @Nullable String key) {
        String base = endpoint.toString().replaceFirst("/+$", "");
        uri = URI.create((base.matches(".*/v\\d+$") ? base : base + "/v1") + "/chat/completions");
        this.model = model;
        this.systemPrompt = systemPrompt;
        this.timeout = timeout;
        this.key = key;
        client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    }

    @Override
    public CompletableFuture<Said> write(Wish wish) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return ask(wish);
            } catch (IOException e) {
                throw new UncheckedIOException(uri + ": " + (e.getMessage() == null ? "no connection" : e.getMessage()), e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            }
        }, threads);
    }

    private Said ask(Wish wish) throws IOException, InterruptedException {
        long start = System.nanoTime();
        HttpRequest.Builder http = HttpRequest.newBuilder(uri).timeout(timeout).header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body(wish)));
        if (key != null) {
            http.header("Authorization", "Bearer " + key);
        }
        HttpResponse<Stream<String>> response = client.send(http.build(), HttpResponse.BodyHandlers.ofLines());
        StringBuilder text = new StringBuilder();
        int tokens = 0;
        int told = 0;
        String end = "end";
        try (Stream<String> lines = response.body()) { // closing it hangs up on a server that still talks
            Iterator<String> each = lines.iterator();
            if (response.statusCode() != 200) {
                throw new IOException("status " + response.statusCode() + ": " + error(each));
            }
            while (each.hasNext()) {
                String line = each.next();
                if (wish.cancelled().getAsBoolean()) {
                    end = "cancelled";
                    break;
                }
                if (System.nanoTime() - start > timeout.toNanos()) {
                    end = "timeout";
                    break;
                }
                if (!line.startsWith("data:") || line.substring(5).isBlank() || line.substring(5).strip().equals("[DONE]")) {
                    continue;
                }
                JsonNode event = read(line.substring(5));
                JsonNode choice = event.path("choices").path(0);
                String more = choice.path("delta").path("content").asText("");
                text.append(more);
                tokens += more.isEmpty() ? 0 : 1;
                told = Math.max(told, event.path("usage").path("completion_tokens").asInt(0));
                end = choice.path("finish_reason").asText(end).replaceFirst("^(stop|null)$", "end");
                Ask.Listener listener = wish.listener();
                boolean heard = listener == null || more.isEmpty() || listener.text(more);
                if (!heard || text.length() > LONGEST_ANSWER) {
                    end = "cancelled";
                    break;
                }
            }
        }
        return new Said(text.toString(), told > 0 ? told : tokens, end, (System.nanoTime() - start) / 1e9);
    }

    private static JsonNode read(String line) throws IOException {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new IOException("the server sent what is no JSON: " + e.getOriginalMessage());
        }
    }

    private static String error(Iterator<String> lines) {
        StringBuilder all = new StringBuilder();
        while (lines.hasNext() && all.length() < LONGEST_ERROR) {
            all.append(lines.next()).append(' ');
        }
        try {
            JsonNode message = JSON.readTree(all.toString()).path("error");
            String said = message.isTextual() ? message.asText() : message.path("message").asText("");
            return said.isEmpty() ? all.toString().strip() : said;
        } catch (JsonProcessingException e) {
            return all.toString().strip();
        }
    }

    private String body(Wish wish) {
        Sampling s = wish.sampling();
        ObjectNode json = JSON.createObjectNode().put("model", model).put("stream", true).put("max_tokens", s.maxTokens())
                .put("temperature", s.temperature()).put("top_p", s.topP()).put("seed", s.seed());
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
        if (wish.constrain() != Constrain.OFF) {
            json.put("brewprint_constraint", wish.constrain().word());
        }
        ArrayNode messages = json.putArray("messages");
        messages.addObject().put("role", "system").put("content", systemPrompt);
        messages.addObject().put("role", "user").put("content", wish.request());
        return json.toString();
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
        client.shutdownNow();
    }
}
