package io.brewprint.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.brewprint.config.Home;
import io.brewprint.decode.Completion;
import io.brewprint.decode.GenerationRequest;
import io.brewprint.decode.Prompt;
import io.brewprint.llama.TinyFolders;
import io.brewprint.llama.WeightPrecision;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that leave the real engine, which the test holds at a piece of an answer. */
class EngineLeavingTest {
    @TempDir
    Path folder;

    private EngineModel engine;
    private Held model;
    private WebServer server;

    @BeforeEach
    void start() throws Exception {
        Home home = new Home(folder.resolve("home")).create();
        TinyFolders.model(home.model("tiny"));
        engine = new EngineModel(home, "tiny", WeightPrecision.FULL, Duration.ofSeconds(60), Duration.ZERO);
        model = new Held(engine);
        server = new WebServer(0, 64 << 10, 200, model);
    }

    @AfterEach
    void stop() {
        model.go.countDown();
        server.close();
        engine.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_client_that_leaves_gets_not_one_token_more_and_frees_its_slot(boolean stream) throws Exception {
        try (RawClient client = new RawClient(server.port())) {
            client.post(RawClient.chat("a", 400, stream));
            await().until(() -> model.holding.get() == 1);
        }
        model.go.countDown();

        await().until(() -> model.replies.containsKey("a") && engine.busy() == 0);
        assertThat(model.pieces.get("a").get()).isEqualTo(Held.AT);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_client_that_leaves_the_queue_is_let_go_while_others_hold_every_lane(boolean stream) throws Exception {
        List<RawClient> before = new ArrayList<>();
        int lanes = Runtime.getRuntime().availableProcessors();
        for (int i = 0; i < lanes; i++) {
            RawClient client = new RawClient(server.port());
            client.post(RawClient.chat("b" + i, 40, false));
            before.add(client);
            int holding = i + 1;
            await().until(() -> model.holding.get() == holding);
        }

        try (RawClient waits = new RawClient(server.port())) {
            waits.post(RawClient.chat("c", 400, stream));
            await().until(() -> engine.busy() == lanes + 1);
        }

        await().until(() -> model.replies.containsKey("c")); // before anybody else is let go on
        assertThat(model.replies.get("c").tokens()).isZero();
        assertThat(model.pieces.get("c").get()).isZero();
        model.go.countDown();
        for (RawClient client : before) {
            assertThat(client.line("HTTP/1.1 ")).startsWith("200");
            client.close();
        }
        await().until(() -> engine.busy() == 0);
        assertThat(model.pieces.get("c").get()).isZero();
    }

    /** The engine, held at a certain piece of every answer until the test lets it go on. */
    private static final class Held implements ChatModel {
        private static final int AT = 5;

        private final ChatModel inner;
        private final AtomicInteger holding = new AtomicInteger();
        private final CountDownLatch go = new CountDownLatch(1);
        private final Map<String, AtomicInteger> pieces = new ConcurrentHashMap<>();
        private final Map<String, Completion> replies = new ConcurrentHashMap<>();

        Held(ChatModel inner) {
            this.inner = inner;
        }

        @Override
        public List<String> names() {
            return inner.names();
        }

        @Override
        public Completion answer(GenerationRequest request) throws Refused, InterruptedException {
            String name = ((Prompt.Chat) request.prompt()).turns().getFirst().text();
            AtomicInteger said = new AtomicInteger();
            pieces.put(name, said);
            Completion reply = inner.answer(request.telling(text -> {
                if (said.incrementAndGet() == AT) {
                    holding.incrementAndGet();
                    hold();
                }
                return request.tell(text);
            }));
            replies.put(name, reply);
            return reply;
        }

        private void hold() {
            try {
                go.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
