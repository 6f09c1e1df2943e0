package io.brewprint.exam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.brewprint.blueprint.NodeCatalog;
import io.brewprint.complete.Constrain;
import io.brewprint.lesson.Lesson;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A server does with a prompt what its wording says. */
class ExaminerTest {
    private static final String HELLO = "BLUEPRINT: BP_A\nPARENT: Actor\nGRAPH: EventGraph\nNODE n1: Event_BeginPlay\n"
            + "NODE n2: PrintString [InString=Hi]\nEXEC n1.Then -> n2.Execute\n";

    private final CountDownLatch end = new CountDownLatch(1);
    private final List<ExamFiles.Answer> answers = new ArrayList<>();
    private HttpServer server;
    private EndpointAuthor author;

    @BeforeEach
    void start() throws Exception {
        ObjectMapper mapper = new ObjectMapper();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            try (exchange) {
                JsonNode request = mapper.readTree(exchange.getRequestBody());
                String prompt = request.path("messages").path(1).path("content").asText();
                if (prompt.contains("hang")) {
                    end.await();
                }
                int status = prompt.contains("fail") ? 500 : prompt.contains("close") ? 401 : 200;
                String said = prompt.contains("fence") ? "Sure!\n```\n" + HELLO + "```\nHope it helps.\n" : HELLO;
                var event = mapper.createObjectNode();
                var choice = event.putArray("choices").addObject().put("finish_reason", "stop");
                choice.putObject("delta").put("content", said);
                byte[] bytes = (status == 200 ? "data: " + event + "\n\n" : "boom").getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(status, bytes.length);
                exchange.getResponseBody().write(bytes);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        server.start();
        author = new EndpointAuthor(
                URI.create("http://localhost:" + server.getAddress().getPort()),
                "m",
                "s",
                Duration.ofSeconds(1),
                null,
                Duration.ofMillis(10));
    }

    @AfterEach
    void stop() {
        end.countDown();
        author.close();
        server.stop(0);
    }

    @Test
    void a_prompt_that_fails_or_hangs_is_a_bad_answer_and_the_exam_goes_on() throws Exception {
        assertThat(examine("say", "fail", "hang", "fence", "fail", "say")).isTrue();

        assertThat(answers)
                .extracting(ExamFiles.Answer::status)
                .containsExactly("completed", "failed", "timeout_skipped", "completed", "failed", "completed");
        assertThat(answers.get(1).fault()).contains("status 500: boom");
        assertThat(answers.get(2).text()).isEqualTo("[TIMEOUT]");
        assertThat(answers)
                .filteredOn(a -> a.status().equals("completed"))
                .allMatch(a -> a.score().exact());
        AnswerCounts tally = AnswerCounts.of(answers);
        assertThat(tally.answered()).isEqualTo(3);
        assertThat(tally.timeouts()).isEqualTo(1);
        assertThat(tally.failed()).isEqualTo(2);
        assertThat(tally.extraction())
                .containsEntry("as_is", 2)
                .containsEntry("fence", 1)
                .containsEntry("leak", 0);
    }

    @Test
    void three_failures_in_a_row_end_it_and_so_does_a_server_that_lets_nobody_in() {
        assertThatThrownBy(() -> examine("say", "fail", "hang", "fail", "say"))
                .isInstanceOf(EndpointException.class)
                .hasMessageContaining("status 500");
        assertThat(answers).hasSize(3);

        answers.clear();
        assertThatThrownBy(() -> examine("say", "close", "say"))
                .isInstanceOfSatisfying(
                        EndpointException.class, e -> assertThat(e.kind()).isEqualTo(EndpointException.Kind.GONE));
        assertThat(answers).hasSize(1);
    }

    @Test
    void a_stop_ends_it_at_once_and_keeps_what_was_answered_behind_a_prompt_that_hangs() throws Exception {
        try (EndpointAuthor patient = new EndpointAuthor(
                URI.create("http://localhost:" + server.getAddress().getPort()),
                "m",
                "s",
                Duration.ofSeconds(60),
                null)) {
            AtomicBoolean stop = new AtomicBoolean();
            Thread.ofVirtual().start(() -> {
                try {
                    Thread.sleep(1500);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                stop.set(true);
            });
            Examiner examiner = new Examiner(patient, 50, Constrain.OFF, NodeCatalog.standard());
            long began = System.nanoTime();

            boolean whole = examiner.examine(
                    List.of(lesson("say", "hang", "say", "say", "say", "say")),
                    stop::get,
                    (of, done, answer) -> answers.add(answer));

            assertThat(whole).isFalse();
            assertThat(answers).extracting(a -> a.prompt().id()).containsExactly("p0", "p2", "p3", "p4");
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(20));
        }
    }

    private boolean examine(String... prompts) throws Exception {
        return new Examiner(author, 50, Constrain.OFF, NodeCatalog.standard())
                .examine(List.of(lesson(prompts)), () -> false, (of, done, answer) -> answers.add(answer));
    }

    private static Lesson lesson(String... prompts) {
        List<Lesson.Prompt> all = new ArrayList<>();
        Stream.of(prompts).forEach(p -> all.add(new Lesson.Prompt("p" + all.size(), "c", p, HELLO)));
        return new Lesson("l", "L", "", all);
    }
}
