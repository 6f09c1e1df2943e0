package io.brewprint.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.brewprint.decode.Completion;
import io.brewprint.decode.GenerationRequest;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that leave, send ahead or read nothing, with a model that says a word when the test lets it. */
class LeavingClientTest {
    private final Words model = new Words();
    private WebServer server;

    @BeforeEach
    void start() {
        server = new WebServer(0, 64 << 10, 4, model);
    }

    @AfterEach
    void stop() {
        model.allowed.release(1_000_000);
        server.close();
    }

    private void say(int words) {
        int before = model.said.get();
        model.allowed.release(words);
        await().until(() -> model.said.get() == before + words);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_client_that_leaves_is_noticed_before_the_next_word(boolean stream) throws Exception {
        try (RawClient client = new RawClient(server.port())) {
            client.post(RawClient.chat("go on", 1000, stream));
            say(3);
        }

        model.allowed.release(100);

        await().until(() -> model.left.get() == 1);
        assertThat(model.said.get()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_client_that_resets_its_connection_is_noticed_too(boolean stream) throws Exception {
        try (RawClient client = new RawClient(server.port())) {
            client.post(RawClient.chat("go on", 1000, stream));
            say(2);
            client.socket.setSoLinger(true, 0);
        }

        model.allowed.release(100);

        await().until(() -> model.left.get() == 1);
        assertThat(model.said.get()).isEqualTo(2);
    }

    @Test
    void a_client_that_closes_one_direction_alone_is_told_why_it_gets_no_answer() throws Exception {
        try (RawClient client = new RawClient(server.port())) {
            client.post(RawClient.chat("go on", 1000, false));
            say(1);
            client.socket.shutdownOutput();
            model.allowed.release(100);

            assertThat(client.response().toString())
                    .startsWith("[499")
                    .contains("closed before the answer was complete");
        }
    }

    @Test
    void a_stream_that_had_not_begun_when_its_client_closed_one_direction_is_told_the_same() throws Exception {
        try (RawClient client = new RawClient(server.port())) {
            client.post(RawClient.chat("go on", 1000, true));
            client.socket.shutdownOutput();
            model.allowed.release(100);

            assertThat(client.response().toString())
                    .startsWith("[499")
                    .contains("closed before the answer was complete");
        }
        assertThat(model.said.get()).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_request_sent_ahead_is_answered_after_the_first(boolean stream) throws Exception {
        try (RawClient client = new RawClient(server.port())) {
            client.post(RawClient.chat("first", 3, stream));
            say(2);
            client.post(RawClient.chat("second", 2, false));
            model.allowed.release(100);

            assertThat(client.response().toString()).startsWith("[200").contains("word");
            assertThat(client.response().toString()).startsWith("[200").contains("word word ");
        }
        assertThat(model.left.get()).isZero();
    }

    @Test
    void requests_one_after_the_other_on_a_connection_are_all_answered() throws Exception {
        model.allowed.release(1000);
        try (RawClient client = new RawClient(server.port())) {
            for (int i = 0; i < 20; i++) {
                client.post(RawClient.chat("again", 5, i % 2 == 0));
                assertThat(client.response().toString()).startsWith("[200").contains("word");
            }
        }
    }

    /** The model's thread is everybody's: it must not wait for one client's reading. */
    @Test
    void a_client_that_reads_nothing_does_not_hold_the_model_up() throws Exception {
        try (RawClient client = new RawClient(server.port())) {
            client.post(RawClient.chat("long", 5000, true));
            model.word = "word ".repeat(2000);
            say(5000); // 50 MB: more than any socket takes
        }
    }

    /** Says a word for each permit. */
    private static final class Words implements ChatModel {
        private final Semaphore allowed = new Semaphore(0);
        private final AtomicInteger said = new AtomicInteger();
        private final AtomicInteger left = new AtomicInteger();
        private volatile String word = "word ";

        @Override
        public List<String> names() {
            return List.of("tiny");
        }

        @Override
        public Completion answer(GenerationRequest request) throws InterruptedException {
            for (int i = 0; i < request.sampling().maxTokens(); i++) {
                allowed.acquire();
                if (request.cancelled().getAsBoolean()) {
                    left.incrementAndGet();
                    break;
                }
                request.tell(word);
                said.incrementAndGet();
            }
            return Completion.of("", said.get(), Completion.End.LENGTH, 1, 0);
        }
    }
}
