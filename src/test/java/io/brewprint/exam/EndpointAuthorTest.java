package io.brewprint.exam;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.brewprint.decode.Completion;
import io.brewprint.decode.GenerationRequest;
import io.brewprint.decode.Prompt;
import io.brewprint.decode.Sampling;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EndpointAuthorTest {
    /** What the server does with a call; the number counts from 1. */
    private interface Behaviour {
        void answer(HttpExchange exchange, int call) throws Exception;
    }

    private final AtomicInteger calls = new AtomicInteger();
    private final CountDownLatch end = new CountDownLatch(1);
    private HttpServer server;
    private EndpointAuthor author;
    private Behaviour behaviour = (exchange, call) -> send(exchange, 200, event("hello") + DONE);

    private static final String DONE = "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}],"
            + "\"usage\":{\"completion_tokens\":7}}\n\ndata: [DONE]\n\n";

    @BeforeEach
    void start() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            try (exchange) {
                behaviour.answer(exchange, calls.incrementAndGet());
            } catch (IOException e) {
                throw e;
            } catch (Exception e) {
                throw new IOException(e);
            }
        });
        server.start();
        author = author(Duration.ofSeconds(20));
    }

    @AfterEach
    void stop() {
        end.countDown();
        author.close();
        server.stop(0);
    }

    @Test
    void what_passes_is_tried_again_after_the_wait_that_the_server_asks_for() {
        behaviour = (exchange, call) -> {
            if (call < 3) {
                exchange.getResponseHeaders().set("Retry-After", call == 1 ? "1" : "0");
                send(exchange, call == 1 ? 429 : 503, "{\"error\":\"busy\"}");
            } else {
                send(exchange, 200, event("hello") + DONE);
            }
        };
        long began = System.nanoTime();

        Completion said = ask();

        assertThat(said.text()).isEqualTo("hello");
        assertThat(said.tokens()).isEqualTo(7);
        assertThat(said.seconds()).as("of the attempt that was answered").isLessThan(1);
        assertThat(calls).hasValue(3);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void it_gives_up_after_a_few_attempts_and_at_once_where_waiting_would_take_too_long() {
        behaviour = (exchange, call) -> send(exchange, 503, "loading");
        EndpointException busy = failure();
        assertThat(busy.kind()).isEqualTo(EndpointException.Kind.BUSY);
        assertThat(busy).hasMessageContaining("/v1/chat/completions: status 503: loading");
        assertThat(calls).hasValue(4);

        behaviour = (exchange, call) -> {
            exchange.getResponseHeaders().set("Retry-After", "3600");
            send(exchange, 429, "");
        };
        assertThat(failure()).hasMessageContaining("status 429");
        assertThat(calls).hasValue(5);
    }

    @Test
    void a_connection_that_breaks_is_made_again() {
        behaviour = (exchange, call) -> {
            if (call == 1) {
                exchange.close();
            } else if (call == 2) { // in the middle of an answer
                exchange.sendResponseHeaders(200, 1000);
                exchange.getResponseBody().write(event("half").getBytes(StandardCharsets.UTF_8));
            } else if (call == 3) {
                send(exchange, 200, event("half without an end"));
            } else {
                send(exchange, 200, event("whole") + DONE);
            }
        };

        assertThat(ask().text()).isEqualTo("whole");
        assertThat(calls).hasValue(4);
    }

    @Test
    void what_was_half_told_to_a_listener_is_not_begun_again() {
        behaviour = (exchange, call) -> send(exchange, 200, event("half"));
        StringBuilder heard = new StringBuilder();

        EndpointException broken =
                failure(wish(() -> false).telling(more -> heard.append(more).length() > 0));

        assertThat(broken).hasMessageContaining("broke off after 4 characters");
        assertThat(heard).hasToString("half");
        assertThat(calls).hasValue(1);
    }

    @Test
    void who_lets_nobody_in_is_asked_once_and_said_to_be_of_no_use() {
        for (int status : new int[] {401, 404}) {
            behaviour = (exchange, call) -> send(exchange, status, "{\"error\":{\"message\":\"no\\nsuch thing\"}}");
            EndpointException refused = failure();
            assertThat(refused.kind()).isEqualTo(EndpointException.Kind.GONE);
            assertThat(refused).hasMessageContaining("status " + status + ": no such thing");
            assertThat(refused.remedy()).isNotEmpty();
        }
        assertThat(calls).hasValue(2);
        behaviour = (exchange, call) -> send(exchange, 500, "boom");
        assertThat(failure().kind()).isEqualTo(EndpointException.Kind.REFUSED);
        assertThat(calls).hasValue(3);

        server.stop(0);
        try (EndpointAuthor other = author(Duration.ofSeconds(5))) {
            CompletionException e = org.assertj.core.api.Assertions.catchThrowableOfType(
                    CompletionException.class,
                    () -> other.write(wish(() -> false)).join());
            assertThat(e.getCause()).isInstanceOfSatisfying(EndpointException.class, f -> {
                assertThat(f.kind()).isEqualTo(EndpointException.Kind.GONE);
                assertThat(f).hasMessageContaining("nobody answers");
            });
        }
    }

    @Test
    void what_is_no_answer_is_told_with_its_beginning() {
        behaviour = (exchange, call) -> send(exchange, 200, "<html><body>Log in</body></html>");
        assertThat(failure()).hasMessageContaining("no answer of OpenAI's form: <html>");
        behaviour = (exchange, call) -> send(exchange, 200, "data: {\"choices\":oops\n\n");
        assertThat(failure()).hasMessageContaining("no answer of OpenAI's form");
        behaviour = (exchange, call) -> send(exchange, 200, "data: {\"error\":{\"message\":\"model fell over\"}}\n\n");
        assertThat(failure()).hasMessageContaining("the server says: model fell over");
        behaviour = (exchange, call) -> send(exchange, 200, "");
        assertThat(failure()).hasMessageContaining("without an answer");
        behaviour = (exchange, call) -> send(exchange, 200, "{\"response\":\"another protocol\"}");
        assertThat(failure()).hasMessageContaining("no answer of OpenAI's form");
    }

    @Test
    void a_server_that_does_not_stream_is_understood() {
        behaviour = (exchange, call) -> send(
                exchange,
                200,
                "{\n\"choices\":[{\"message\":{\"content\":\"all at once\"},"
                        + "\"finish_reason\":\"length\"}],\n\"usage\":{\"completion_tokens\":3}}");

        Completion said = ask();

        assertThat(said.text()).isEqualTo("all at once");
        assertThat(said.word()).isEqualTo("length");
        assertThat(said.tokens()).isEqualTo(3);
    }

    @Test
    void one_that_hangs_is_left_when_the_time_is_over() {
        behaviour = (exchange, call) -> end.await();
        try (EndpointAuthor hurried = author(Duration.ofSeconds(1))) {
            assertThat(failure(hurried, wish(() -> false))).hasMessageContaining("no word of an answer within 1 s");

            behaviour = (exchange, call) -> {
                exchange.sendResponseHeaders(200, 0);
                exchange.getResponseBody().write(event("begun").getBytes(StandardCharsets.UTF_8));
                exchange.getResponseBody().flush();
                end.await();
            };
            Completion said = hurried.write(wish(() -> false)).join();
            assertThat(said.word()).isEqualTo("timeout");
            assertThat(said.text()).isEqualTo("begun");
            assertThat(said.seconds()).isBetween(0.9, 3.0);
        }
        assertThat(calls).hasValue(2);
    }

    @Test
    void nobody_waits_for_an_answer_that_is_not_wanted_any_more() throws Exception {
        behaviour = (exchange, call) -> end.await();
        AtomicBoolean stop = new AtomicBoolean();
        var hanging = author.write(wish(stop::get));
        while (calls.get() < 1) {
            Thread.sleep(10);
        }
        long began = System.nanoTime();
        stop.set(true);

        assertThat(hanging.join().word()).isEqualTo("cancelled");
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(3));

        behaviour = (exchange, call) -> { // in a wait between attempts too
            exchange.getResponseHeaders().set("Retry-After", "50");
            send(exchange, 503, "");
            stop.set(true);
        };
        stop.set(false);
        assertThat(author.write(wish(stop::get)).join().word()).isEqualTo("cancelled");
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(6));
    }

    private EndpointAuthor author(Duration timeout) {
        return new EndpointAuthor(
                URI.create("http://localhost:" + server.getAddress().getPort()),
                "m",
                "system",
                timeout,
                "key",
                Duration.ofMillis(20));
    }

    private static GenerationRequest wish(BooleanSupplier cancelled) {
        return GenerationRequest.of(Prompt.of("a door"), Sampling.greedy(50)).until(cancelled);
    }

    private Completion ask() {
        return author.write(wish(() -> false)).join();
    }

    private EndpointException failure() {
        return failure(wish(() -> false));
    }

    private EndpointException failure(GenerationRequest wish) {
        return failure(author, wish);
    }

    private static EndpointException failure(EndpointAuthor asked, GenerationRequest wish) {
        return (EndpointException) org.assertj.core.api.Assertions.catchThrowableOfType(
                        CompletionException.class, () -> asked.write(wish).join())
                .getCause();
    }

    private static String event(String text) {
        return "data: {\"choices\":[{\"delta\":{\"content\":\"" + text + "\"},\"finish_reason\":null}]}\n\n";
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
