package io.brewprint.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.brewprint.decode.Completion;
import io.brewprint.decode.GenerationRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** What the whole process logs of a client's faults: one line, whoever in it would log. */
class WebLogTest {
    private static final String TOKEN = "a-long-and-random-word";

    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Semaphore words = new Semaphore(0);
    private final AtomicInteger said = new AtomicInteger();
    private WebServer server;
    private @Nullable Level usual;

    private final ChatModel model = new ChatModel() {
        @Override
        public List<String> names() {
            return List.of("tiny");
        }

        @Override
        public Completion answer(GenerationRequest request) throws InterruptedException {
            while (!request.cancelled().getAsBoolean()) {
                words.acquire();
                request.tell("word ");
                said.incrementAndGet();
            }
            return Completion.of("", 1, Completion.End.CANCELLED, 1, 0);
        }
    };

    @BeforeEach
    void start() {
        server = new WebServer(
                new WebSettings(InetAddress.getLoopbackAddress(), 0, TOKEN, false, 2, 64 << 10, Duration.ofSeconds(1)),
                model);
        usual = root.getLevel();
        root.setLevel(Level.INFO); // as in the program
        log.start();
        root.addAppender(log);
    }

    @AfterEach
    void stop() {
        words.release(1_000_000);
        server.close();
        root.detachAppender(log);
        root.setLevel(usual);
        log.stop();
    }

    private static String head(String line, int length) {
        return line + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + TOKEN
                + "\r\nContent-Type: application/json\r\nContent-Length: " + length + "\r\n\r\n";
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Waits for the response, which comes after the line was written. */
    private String send(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            write(socket, request);
            return new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
        }
    }

    private List<ILoggingEvent> lines() {
        return List.copyOf(log.list).stream()
                .filter(event -> event.getLevel().isGreaterOrEqual(Level.INFO))
                .toList();
    }

    private void oneLine(String text) {
        assertThat(lines()).singleElement().satisfies(event -> {
            assertThat(event.getLevel()).isEqualTo(Level.INFO);
            assertThat(event.getThrowableProxy()).isNull();
            assertThat(event.getFormattedMessage())
                    .contains(text)
                    .doesNotContain(TOKEN)
                    .doesNotContainPattern("\\p{Cc}")
                    .hasSizeLessThan(900);
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "POST /v1/completions | no json | 400 the body is no JSON",
                "POST /v1/completions | {\"model\":\"a\\u001b[31m\\nb\",\"prompt\":\"x\"} | 404 there is no model",
                "POST /v1/chat/completions | {\"a\\u001b[2Jb\":1,\"messages\":[{\"role\":\"user\",\"content\":\"x\"}],\"model\":\"tiny\"} | 400 a",
                "GET /v1/no%20thing |  | 404 there is no /v1/no%20thing",
                "DELETE /v1/models |  | 405 /v1/models is for GET",
                "BREW /v1/models |  | 405 /v1/models is for GET"
            })
    void a_fault_of_a_client_is_one_line_that_says_what_and_where(String line, String body, String words)
            throws Exception {
        String text = body == null ? "" : body;

        assertThat(send(head(line, text.length()) + text)).startsWith("HTTP/1.1 4");

        oneLine(words);
    }

    @Test
    void long_names_are_cut_in_the_log_and_in_the_answer() throws Exception {
        String body = "{\"model\":\"" + "m".repeat(50_000) + "\",\"prompt\":\"x\"}";

        assertThat(send(head("POST /v1/completions", body.length()) + body)).endsWith("404");

        oneLine("mmm...");
    }

    @Test
    void a_token_that_is_wrong_is_not_shown_either() throws Exception {
        assertThat(send("GET /v1/models HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + TOKEN + "2\r\n\r\n"))
                .endsWith("401");

        oneLine("401 say the token");
    }

    @Test
    void a_client_that_leaves_before_its_request_is_complete_is_one_line() throws Exception {
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            write(socket, head("POST /v1/completions", 1000) + "{\"model\":");
        }

        await().until(() -> !lines().isEmpty());
        oneLine("499 the connection was closed before the request was complete");
    }

    @Test
    void a_request_that_is_not_complete_in_time_is_one_line() throws Exception {
        assertThat(send(head("POST /v1/completions", 1000) + "{\"model\":")).endsWith("408");

        oneLine("408 the request was not complete after 1 s");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_client_that_leaves_its_answer_is_one_line(boolean stream) throws Exception {
        String body = "{\"model\":\"tiny\",\"prompt\":\"x\",\"stream\":" + stream + "}";
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            write(socket, head("POST /v1/completions", body.length()) + body);
            words.release(3);
            await().until(() -> said.get() == 3);
        }
        words.release(100);

        await().until(() -> !lines().isEmpty());
        server.close(); // whatever else would be said of it has been said then
        assertThat(lines())
                .filteredOn(event -> event.getLevel().isGreaterOrEqual(Level.WARN))
                .isEmpty();
        assertThat(lines())
                .filteredOn(event -> event.getLoggerName().startsWith("io.brewprint"))
                .singleElement()
                .satisfies(event ->
                        assertThat(event.getFormattedMessage()).contains("499 the connection was closed before"));
    }
}
