package io.brewprint.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.brewprint.blueprint.NodeCatalog;
import io.brewprint.config.Json;
import io.brewprint.config.PipelineConfig;
import io.brewprint.dataset.Rewording;
import io.brewprint.lesson.Lesson;
import io.brewprint.lesson.Practice;
import io.brewprint.worker.AuthorSpec;
import io.brewprint.worker.EventWriter;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OtherWordsTest {
    private static final String DSL = """
            BLUEPRINT: BP_Door
            PARENT: Actor
            VAR Count: Int = 7
            GRAPH: EventGraph
            NODE n1: Event_BeginPlay
            NODE n2: Delay [Duration=2.5]
            NODE n3: PrintString [InString="Well met"]
            EXEC n1.Then -> n2.Execute
            EXEC n2.Completed -> n3.Execute
            """;
    private static final Lesson.Prompt PROMPT = new Lesson.Prompt(
            "V1_00001",
            "known#1",
            "BP_Door with integer Count = 7: at the start wait 2.5 seconds, print \"Well met\".",
            DSL);

    private final AtomicInteger calls = new AtomicInteger();
    private final ByteArrayOutputStream told = new ByteArrayOutputStream();
    private HttpServer server;
    private String says = "";
    private final Deque<Integer> statuses = new ArrayDeque<>();
    private int status = 200;

    @BeforeEach
    void start() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String asked = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(asked).contains("You reword requests");
            calls.incrementAndGet();
            byte[] body = ("data: "
                            + Json.write(Map.of("choices", List.of(Map.of("delta", Map.of("content", says)))))
                            + "\n\ndata: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n")
                    .getBytes(StandardCharsets.UTF_8);
            Integer next = statuses.poll();
            exchange.sendResponseHeaders(next == null ? status : next, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void a_request_in_other_words_is_kept_and_one_that_lost_something_is_not() throws Exception {
        says = "When play begins, BP_Door (it has a whole number Count, 7) holds on for 2.5 s\nand says \"Well met\".";
        assertThat(reworded(wrong()).reworded())
                .containsExactly(
                        "When play begins, BP_Door (it has a whole number Count, 7) holds on for 2.5 s and says \"Well met\".");
        for (String lossy : List.of(
                "When play begins, BP_Gate (whole number Count, 7) waits 2.5 s and says \"Well met\".",
                "When play begins, BP_Door (whole number Count, 7) waits 2 s and says \"Well met\".",
                "When play begins, BP_Door (whole number Count, 7) waits 2.5 s and says \"Hello\".",
                "When play begins, BP_Door (whole number, 7) waits 2.5 s and says \"Well met\".",
                PROMPT.instruction().toUpperCase(java.util.Locale.ROOT),
                DSL,
                "")) {
            says = lossy;
            assertThat(reworded(wrong()).reworded()).as(lossy).isEmpty();
        }
    }

    @Test
    void what_is_always_answered_right_needs_no_other_words() throws Exception {
        reworded(new Practice.Tried(PROMPT, List.of(attempt(true))));

        assertThat(calls).hasValue(0);
    }

    @Test
    void a_server_that_refuses_the_key_is_told_of_once_and_asked_no_more() throws Exception {
        status = 401;
        try (OtherWords words = OtherWords.of(spec(), NodeCatalog.standard(), events())) {
            assertThat(words.reworded(wrong(), () -> false)).isEqualTo(wrong());
            assertThat(words.reworded(wrong(), () -> false)).isEqualTo(wrong());
        }

        assertThat(calls).hasValue(1);
        assertThat(told.toString(StandardCharsets.UTF_8)).containsOnlyOnce("no more requests in other words");
    }

    @Test
    void a_server_that_fails_at_two_requests_is_asked_the_next_and_one_that_fails_at_three_in_a_row_no_more()
            throws Exception {
        says = "When play begins, BP_Door (it has a whole number Count, 7) holds on for 2.5 s and says \"Well met\".";
        statuses.addAll(List.of(422, 422, 200, 422, 422, 422));
        List<Integer> kept = new ArrayList<>();
        try (OtherWords words = OtherWords.of(spec(), NodeCatalog.standard(), events())) {
            for (int i = 0; i < 8; i++) {
                kept.add(words.reworded(wrong(), () -> false).reworded().size());
            }
        }

        assertThat(kept).containsExactly(0, 0, 1, 0, 0, 0, 0, 0);
        assertThat(calls).hasValue(6);
        assertThat(told.toString(StandardCharsets.UTF_8)).containsOnlyOnce("no more requests in other words");
        assertThat(told.toString(StandardCharsets.UTF_8).split("stays in its own words", -1))
                .hasSize(5);
    }

    private Practice.Tried reworded(Practice.Tried tried) throws Exception {
        try (OtherWords words = OtherWords.of(spec(), NodeCatalog.standard(), events())) {
            return words.reworded(tried, () -> false);
        }
    }

    private AuthorSpec spec() {
        return new AuthorSpec(
                "any",
                null,
                null,
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
                Rewording.SYSTEM,
                20,
                PipelineConfig.defaults().quantization(),
                null);
    }

    private EventWriter events() {
        return new EventWriter(new PrintStream(told, true, StandardCharsets.UTF_8));
    }

    private static Practice.Tried wrong() {
        return new Practice.Tried(PROMPT, List.of(attempt(false)));
    }

    private static Practice.Attempt attempt(boolean right) {
        return new Practice.Attempt(DSL, false, true, "", right, right, right ? 1 : 0.5);
    }
}
