package io.brewprint.cli.model;

import static io.brewprint.cli.model.ExaminedHome.chain;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.brewprint.cli.Called;
import io.brewprint.cli.command.ExitCode;
import io.brewprint.cli.model.ExaminedHome.Question;
import io.brewprint.config.Home;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code compare v1 v2}: two examined versions of a home. */
class VersionCompareTest {
    @TempDir
    Path folder;

    private Home home;

    @BeforeEach
    void open() throws Exception {
        home = ExaminedHome.create(folder.resolve("home"));
    }

    @Test
    void two_versions_are_compared_over_all_by_kind_by_family_and_by_length() throws Exception {
        List<Question> right = questions();
        List<Question> before = new ArrayList<>(right);
        before.set(0, right.get(0).answered(chain(2, "no")));
        before.set(1, right.get(1).answered("I cannot"));
        List<Question> after = new ArrayList<>(right);
        after.set(5, right.get(5).answered(chain(14, "e")));
        ExaminedHome.examine(home, "blueprint-lora-v1", before);
        ExaminedHome.examine(home, "blueprint-lora-v12", after);

        Called called = compare("v1", "blueprint-lora-v12", "--json");

        assertThat(called.code()).as(called.err()).isEqualTo(ExitCode.DONE);
        JsonNode json = called.json();
        assertThat(json.path("first").asText()).isEqualTo("v1");
        assertThat(json.path("second").asText()).isEqualTo("v12");
        assertThat(json.path("prompts").asInt()).isEqualTo(6);
        JsonNode overall = json.path("overall");
        assertThat(overall.path("first").path("exact_share").asDouble()).isCloseTo(4 / 6.0, within(1e-9));
        assertThat(overall.path("second").path("exact_share").asDouble()).isCloseTo(5 / 6.0, within(1e-9));
        assertThat(overall.path("first").path("intervals").path("slot_recall")).hasSize(2);
        assertThat(overall.path("both").asInt()).isEqualTo(3);
        assertThat(overall.path("only_first").asInt()).isEqualTo(1);
        assertThat(overall.path("only_second").asInt()).isEqualTo(2);
        assertThat(overall.path("neither").asInt()).isZero();
        assertThat(overall.path("against").path("exact").asDouble()).isCloseTo(1 / 6.0, within(1e-9));
        assertThat(overall.path("against").path("mcnemar_p").asDouble()).isEqualTo(1);
        assertThat(overall.path("differences").path("exact_share").path("by").asDouble())
                .isCloseTo(1 / 6.0, within(1e-9));
        assertThat(overall.path("differences")).hasSize(7);
        assertThat(names(json.path("kinds"))).containsExactlyInAnyOrder("combinations", "lessons");
        assertThat(json.path("kinds").path("lessons").path("prompts").asInt()).isEqualTo(2);
        assertThat(names(json.path("families"))).containsExactlyInAnyOrder("greet", "long");
        assertThat(json.path("families").path("greet").path("only_second").asInt())
                .isEqualTo(2);
        assertThat(names(json.path("lengths"))).containsExactlyInAnyOrder("1-6", "7-14", "15 and more");
        assertThat(json.path("lengths").path("7-14").path("prompts").asInt()).isEqualTo(2);
        assertThat(json.path("lengths").path("15 and more").path("only_first").asInt())
                .isEqualTo(1);
        assertThat(json.path("regressions")).hasSize(1);
        assertThat(json.path("regressions").path(0).path("family").asText()).isEqualTo("long");
        assertThat(json.path("regressions").path(0).path("lost").asInt()).isEqualTo(1);
        assertThat(json.path("sentence").asText()).startsWith("v12 and v1 cannot be told apart on the 6 prompts");
    }

    @Test
    void people_get_a_table_and_a_sentence_and_base_is_the_model_under_the_versions() throws Exception {
        List<Question> right = questions();
        ExaminedHome.examine(
                home,
                "tiny",
                right.stream().map(q -> q.answered("BLUEPRINT: BP_B\n")).toList());
        ExaminedHome.examine(home, "blueprint-lora-v2", right.subList(0, 4));

        Called called = compare("base", "2");

        assertThat(called.code()).as(called.err()).isEqualTo(ExitCode.DONE);
        assertThat(called.out())
                .contains("overall, tiny", "overall, v2", "v2 less tiny: exact_share +1.000")
                .contains("by family", "by length of the expected graph", "families that became worse: none")
                .contains("v2 beats tiny on the 4 of 6 prompts that both were asked", "McNemar p 0.125");
        assertThat(compare("v2", "base").out())
                .contains("tiny is worse than v2 on the 4 of 6 prompts", "greet", "lost");
    }

    @Test
    void what_cannot_be_compared_is_refused_in_one_line() throws Exception {
        List<Question> right = questions();
        ExaminedHome.examine(home, "blueprint-lora-v1", right.subList(0, 2));
        ExaminedHome.examine(home, "blueprint-lora-v2", right.subList(2, 4));

        assertThat(refusal("v1", "v2")).contains("no prompt was asked of both v1 and v2");
        assertThat(refusal("v1", "v3")).contains("exam_blueprint-lora-v3.json", "has examined blueprint-lora-v3");
        assertThat(refusal("v1", "1")).contains("both are blueprint-lora-v1");
        assertThat(refusal("v1", "other.dsl")).contains("there is no file v1", "two versions such as v1 v2");
        try (var files = Files.list(home.exams())) {
            Path answers = files.filter(file -> file.toString().endsWith(".jsonl"))
                    .filter(file -> file.toString().contains("v2"))
                    .findFirst()
                    .orElseThrow();
            Files.writeString(answers, "nonsense\n");
            assertThat(refusal("v1", "v2")).contains(answers.getFileName() + ":1");
            Files.delete(answers);
            assertThat(refusal("v1", "v2")).contains("are not there any more");
        }
    }

    private String refusal(String... args) {
        Called called = compare(args);
        assertThat(called.code()).as(called.out()).isEqualTo(ExitCode.USAGE);
        assertThat(called.err().lines()).hasSize(1);
        return called.err();
    }

    private Called compare(String... args) {
        return Called.in(home.root(), "compare", args);
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** All of them answered right. */
    static List<Question> questions() {
        List<Question> questions = new ArrayList<>();
        int[] lengths = {2, 6, 7, 3, 14, 15};
        for (int i = 0; i < lengths.length; i++) {
            String expected = chain(lengths[i], String.valueOf((char) ('a' + i)));
            questions.add(new Question(
                    i < 4 ? "combinations" : "lesson_01",
                    (i < 4 ? "greet#" : "long#") + i,
                    "request " + i,
                    expected,
                    expected));
        }
        return questions;
    }
}
