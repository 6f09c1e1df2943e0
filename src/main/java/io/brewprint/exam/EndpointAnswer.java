package io.brewprint.exam;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.brewprint.config.Json;
import io.brewprint.decode.GenerationRequest;
import java.io.BufferedReader;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** An answer as it comes from a server: streamed events, or one JSON document from a server that does not stream. */
final class EndpointAnswer {
    private static final int LONGEST_TEXT = 1 << 20;
    /** Of everything sent: an event of OpenAI's weighs some 200 bytes for a word. */
    private static final int MOST_BYTES = 256 << 20;

    private static final int LONGEST_LINE = 4 << 20;
    private static final int LONGEST_ERROR = 300;

    private final StringBuilder text = new StringBuilder();
    private int pieces;
    private int told;
    private String end = "";
    private boolean done;

    /** All that was said. */
    String text() {
        return text.toString();
    }

    /** Tokens, as the server tells; else the number of its pieces. */
    int tokens() {
        return told > 0 ? told : pieces;
    }

    /** Why it ended, in this program's words where they are known. */
    String end() {
        return end.isEmpty() ? "end" : end;
    }

    /** Reads until the server has said all, or {@code listener} has had enough. */
    void read(InputStream body, GenerationRequest.@Nullable Listener listener) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(new Budget(body), StandardCharsets.UTF_8));
        StringBuilder plain = new StringBuilder();
        for (String line = lines.readLine(); line != null && !done; line = lines.readLine()) {
            if (line.startsWith("data:")) {
                String event = line.substring(5).strip();
                done |= event.equals("[DONE]");
                if (!event.isEmpty() && !done) {
                    take(parse(event), listener);
                }
            } else if (!line.isBlank() && !line.matches("(?:event|id|retry):.*|:.*") && plain.length() < LONGEST_LINE) {
                plain.append(line).append('\n');
            }
        }
        if (!plain.isEmpty() && pieces == 0 && end.isEmpty()) {
            take(parse(plain.toString()), listener);
        }
        if (!done && end.isEmpty()) {
            throw new EndpointException(
                    text.isEmpty() ? EndpointException.Kind.REFUSED : EndpointException.Kind.BROKEN,
                    text.isEmpty()
                            ? "the server ended without an answer"
                            : "the answer broke off after " + text.length() + " characters",
                    "the server's own log may say why");
        }
    }

    private void take(JsonNode event, GenerationRequest.@Nullable Listener listener) throws EndpointException {
        if (event.has("error")) {
            throw new EndpointException(
                    EndpointException.Kind.REFUSED,
                    "the server says: " + message(event, ""),
                    "the server's own log may say more");
        }
        if (!event.path("choices").isArray()) {
            throw noAnswer(event.toString());
        }
        JsonNode choice = event.path("choices").path(0);
        JsonNode said = choice.has("delta") ? choice.path("delta") : choice.path("message");
        String more = said.path("content").asText("");
        told = Math.max(told, event.path("usage").path("completion_tokens").asInt(0));
        String reason = choice.path("finish_reason").asText("");
        if (!reason.isEmpty() && !reason.equals("null")) {
            end = reason.equals("stop") ? "end" : reason;
        }
        if (!more.isEmpty()) {
            pieces++;
            text.append(more);
            boolean heard = listener == null || listener.text(more);
            if (!heard || text.length() > LONGEST_TEXT) {
                end = heard ? "length" : "cancelled";
                done = true;
            }
        }
    }

    private static JsonNode parse(String event) throws EndpointException {
        try {
            return Json.PLAIN.readTree(event);
        } catch (JsonProcessingException e) {
            throw noAnswer(event);
        }
    }

    private static EndpointException noAnswer(String said) {
        return new EndpointException(
                EndpointException.Kind.REFUSED,
                "the server sent what is no answer of OpenAI's form: " + cut(said),
                "give the address of its OpenAI-compatible API, such as http://localhost:11434/v1");
    }

    /** What a server says of an error, in one line. */
    static String error(InputStream body) throws IOException {
        String all = new String(body.readNBytes(16 * LONGEST_ERROR), StandardCharsets.UTF_8);
        try {
            return message(Json.PLAIN.readTree(all), all);
        } catch (JsonProcessingException e) {
            return cut(all);
        }
    }

    private static String message(JsonNode json, String otherwise) {
        JsonNode error = json.path("error");
        String said = error.isTextual() ? error.asText() : error.path("message").asText("");
        return cut(!said.isEmpty() ? said : otherwise.isEmpty() ? error.toString() : otherwise);
    }

    private static String cut(String text) {
        String line = text.replaceAll("\\s+", " ").strip();
        return line.length() <= LONGEST_ERROR ? line : line.substring(0, LONGEST_ERROR) + "...";
    }

    /** A stream that ends with an error where it is endless. */
    private static final class Budget extends FilterInputStream {
        private long left = MOST_BYTES;

        Budget(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            int read = super.read(into, from, length);
            left -= Math.max(0, read);
            if (left < 0) {
                throw new EndpointException(
                        EndpointException.Kind.REFUSED,
                        "the server sent more than " + (MOST_BYTES >> 20) + " MiB for one answer",
                        "it may not be the server that was meant");
            }
            return read;
        }
    }
}
