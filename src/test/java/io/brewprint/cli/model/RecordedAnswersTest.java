package io.brewprint.cli.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.brewprint.cli.Called;
import io.brewprint.cli.command.ExitCode;
import io.brewprint.config.Home;
import io.brewprint.config.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code exam --answers}: recorded answers without any model. */
class RecordedAnswersTest {
    private static final String HELLO = "BLUEPRINT: BP_A\nPARENT: Actor\nGRAPH: EventGraph\nNODE n1: Event_BeginPlay\n"
            + "NODE n2: PrintString [InString=Hi]\nEXEC n1.Then -> n2.Execute\n";

    @TempDir
    Path folder;

    private Home home;

    @BeforeEach
    void open() throws Exception {
        home = new Home(folder.resolve("home")).create();
    }

    @Test
    void figures_are_those_of_an_exam_with_the_originals_two_beside_them() throws Exception {
        Path one = file(
                "one.jsonl",
                answer("p1", HELLO).put("actual_dsl", HELLO),
                answer("p2", HELLO)
                        .put("raw_output", "Sure:\n```\n" + HELLO.replace("n2.Execute", "n9.Execute") + "```\n"));
        Path two = file(
                "two.jsonl",
                recorded(answer("p3", HELLO).put("actual_dsl", "[TIMEOUT]").put("status", "timeout_skipped"), false, 0),
                recorded(answer("p4", HELLO).put("actual_dsl", HELLO.replace("=Hi", "=Ho")), true, .75));

        Called called = exam("--answers", one.toString(), "--answers", two.toString(), "--json");

        assertThat(called.code()).as(called.err()).isEqualTo(ExitCode.DONE);
        JsonNode json = called.json();
        assertThat(json.path("refused")).isEmpty();
        JsonNode first = json.path("lessons").path(0);
        assertThat(first.path("id").asText()).isEqualTo("one");
        assertThat(first.path("exact_share").asDouble()).isEqualTo(.5);
        assertThat(first.path("extraction").path("fence").asInt()).isEqualTo(1);
        assertThat(first.path("original").path("valid_share").asDouble()).isEqualTo(.5);
        assertThat(first.path("original").path("score").asDouble()).isCloseTo(11 / 12.0, within(1e-9));
        assertThat(first.path("recorded")).isEmpty();
        JsonNode second = json.path("lessons").path(1);
        assertThat(second.path("timeouts").asInt()).isEqualTo(1);
        assertThat(second.path("same_graph_share").asDouble()).isEqualTo(.5);
        assertThat(second.path("recorded").path("valid_share").asDouble()).isEqualTo(.5);
        assertThat(second.path("recorded").path("score").asDouble()).isEqualTo(.375);
        JsonNode overall = json.path("overall");
        assertThat(overall.path("prompts").asInt()).isEqualTo(4);
        assertThat(overall.path("original").path("valid_share").asDouble()).isEqualTo(.5);
        assertThat(overall.path("original").path("score").asDouble()).isCloseTo((1 + 5 / 6.0 * 2) / 4, within(1e-9));
        assertThat(overall.path("score").asDouble())
                .isCloseTo(overall.path("original").path("score").asDouble(), within(1e-9));
        assertThat(overall.path("intervals").path("exact_share")).hasSize(2);
        assertThat(home.exams()).isEmptyDirectory();

        assertThat(exam("--answers", two.toString()).out())
                .contains("two ", "by the original's rules: valid 50.0 %, score 41.7 %")
                .contains("the file itself says: valid 50.0 %, score 37.5 %");
    }

    @Test
    void a_bad_line_is_refused_by_file_and_line_and_the_rest_is_used() throws Exception {
        Path file = folder.resolve("mixed.jsonl");
        Files.writeString(
                file,
                "{\"expected_dsl\":\n\n"
                        + answer("p1", HELLO).put("actual_dsl", HELLO) + "\r\n"
                        + answer("p2", HELLO) + "\n"
                        + "{\"actual_dsl\":\"x\"}\n[1]\n"
                        + answer("p3", HELLO).put("actual_dsl", "").toString());

        Called called = exam("--answers", file.toString(), "--json");

        assertThat(called.code()).isEqualTo(ExitCode.DONE);
        assertThat(called.json().path("overall").path("prompts").asInt()).isEqualTo(2);
        assertThat(called.json().path("overall").path("exact_share").asDouble()).isEqualTo(.5);
        List<Integer> lines = new ArrayList<>();
        called.json().path("refused").forEach(bad -> lines.add(bad.path("line").asInt()));
        assertThat(lines).containsExactly(1, 4, 5, 6);
        assertThat(called.err().lines())
                .hasSize(4)
                .anyMatch(line -> line.endsWith(
                        "mixed.jsonl:4: neither field \"actual_dsl\" nor \"raw_output\" is a text; left out"))
                .anyMatch(line -> line.contains("mixed.jsonl:5: field \"expected_dsl\" is missing"));
    }

    @Test
    void of_thousands_of_bad_lines_a_hundred_are_kept_and_all_are_counted() throws Exception {
        Path file = folder.resolve("log.jsonl");
        Files.writeString(
                file, "once upon\n".repeat(3_000) + answer("p1", HELLO).put("actual_dsl", HELLO) + "\n");

        Called called = exam("--answers", file.toString(), "--answers", file.toString(), "--json");

        assertThat(called.code()).isEqualTo(ExitCode.DONE);
        assertThat(called.json().path("refused")).hasSize(100);
        assertThat(called.json().path("refused").path(99).path("line").asInt()).isEqualTo(100);
        assertThat(called.json().path("refused_lines").asInt()).isEqualTo(6_000);
        assertThat(called.json().path("overall").path("prompts").asInt()).isEqualTo(2);
        assertThat(called.err().lines())
                .hasSize(21)
                .last()
                .isEqualTo("and 5980 more lines; --json names the first 100");
    }

    @Test
    void what_cannot_be_scored_is_refused_in_one_line() throws Exception {
        Path file = file("one.jsonl", answer("p1", HELLO).put("actual_dsl", HELLO));
        for (String[] option : new String[][] {
            {"--lesson", "one"},
            {"--lesson-dir", "."},
            {"--adapter", "v1"},
            {"--model", "tiny"},
            {"--endpoint", "http://localhost:1"},
            {"--constrain", "full"},
            {"--also-constrained"},
            {"--max-tokens", "5"},
            {"--timeout", "5"},
            {"--output", "x"},
            {"--quantization", "int8"},
        }) {
            List<String> all = new ArrayList<>(List.of("--answers", file.toString()));
            all.addAll(List.of(option));
            Called called = exam(all.toArray(String[]::new));
            assertThat(called.code()).as(option[0]).isEqualTo(ExitCode.USAGE);
            assertThat(called.err().lines()).hasSize(1).first().asString().contains("--answers excludes " + option[0]);
        }
        assertThat(refusal("absent.jsonl")).contains("there is no file");
        Files.writeString(folder.resolve("empty.jsonl"), "\n");
        assertThat(refusal("empty.jsonl")).contains("the file is empty");
        Files.writeString(folder.resolve("prose.jsonl"), "once upon\na time\n");
        assertThat(refusal("prose.jsonl")).contains("prose.jsonl:1", "no line is an answer");
    }

    private String refusal(String name) {
        Called called = exam("--answers", folder.resolve(name).toString());
        assertThat(called.code()).isEqualTo(ExitCode.USAGE);
        assertThat(called.err().lines()).hasSize(1);
        return called.err();
    }

    private Called exam(String... args) {
        return Called.in(home.root(), "exam", args);
    }

    private static ObjectNode answer(String id, String expected) {
        return Json.PLAIN
                .createObjectNode()
                .put("prompt_id", id)
                .put("category", "print")
                .put("expected_dsl", expected);
    }

    private static ObjectNode recorded(ObjectNode answer, boolean valid, double score) {
        answer.putObject("validation").put("valid", valid);
        answer.putObject("comparison").put("score", score);
        return answer;
    }

    private Path file(String name, ObjectNode... answers) throws Exception {
        Path file = folder.resolve(name);
        List<String> lines = new ArrayList<>();
        for (ObjectNode answer : answers) {
            lines.add(answer.toString());
        }
        return Files.write(file, lines);
    }
}
