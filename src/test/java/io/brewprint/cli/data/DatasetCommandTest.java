package io.brewprint.cli.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.brewprint.cli.Called;
import io.brewprint.config.Home;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetCommandTest {
    @TempDir
    Path folder;

    private Home home;
    private Path rows;

    @BeforeEach
    void makeHome() throws Exception {
        home = new Home(folder.resolve("home")).create();
        rows = folder.resolve("rows.jsonl");
    }

    private Called call(String command, String... args) {
        return Called.in(home.root(), command, args);
    }

    @Test
    void composed_rows_are_valid_all_different_and_of_the_families_that_were_asked_for() throws Exception {
        Called made = call(
                "dataset synth",
                "--count",
                "400",
                "--fresh",
                "ui,timer",
                "--leave-out",
                "physics",
                "--output",
                rows.toString(),
                "--json");
        Called stats = call("dataset stats", rows.toString(), "--json");
        Called check = call("dataset check", rows.toString(), "--json");

        assertThat(made.code()).isZero();
        assertThat(made.json().path("rows").asInt()).isEqualTo(400);
        JsonNode counts = stats.json();
        assertThat(counts.path("rows").asInt()).isEqualTo(400);
        assertThat(counts.path("categories").path("ui").asInt()
                        + counts.path("categories").path("timer").asInt())
                .isGreaterThanOrEqualTo(200);
        assertThat(counts.path("types").has("AddImpulse")).isFalse();
        assertThat(counts.path("types").has("SetTimerByFunctionName")).isTrue();
        assertThat(check.json().path("faulty").asInt()).isZero();
        // The evaluation asks for graphs of two nodes: what is built for training leaves those out.
        assertThat(check.json().path("leaks").asInt()).isLessThan(8);
        assertThat(call("dataset synth", "--count", "4", "--output", rows.toString())
                        .err())
                .contains("is there already");
        assertThat(call("dataset synth", "--fresh", "uii", "--output", "x.jsonl")
                        .err())
                .contains("no family uii");
    }

    @Test
    void an_exam_is_drawn_and_what_it_asks_is_found_in_a_dataset_under_other_names_and_ids() throws Exception {
        Files.createDirectories(home.lessons().resolve("holdout"));
        Path exam = home.lessons().resolve("holdout/combinations.json");
        assertThat(call(
                                "dataset synth",
                                "--exam",
                                "combinations",
                                "--count",
                                "24",
                                "--seed",
                                "5",
                                "--output",
                                exam.toString())
                        .code())
                .isZero();
        call("dataset synth", "--count", "50", "--output", rows.toString());
        JsonNode asked = new com.fasterxml.jackson.databind.ObjectMapper()
                .readTree(exam.toFile())
                .path("prompts");
        String leak = asked.get(3).path("expected_dsl").asText();
        String disguised =
                leak.replaceAll("\\bn(\\d+)\\b", "node$1").replaceFirst("BLUEPRINT: .*", "BLUEPRINT: BP_Other");
        Files.writeString(
                rows,
                new com.fasterxml.jackson.databind.ObjectMapper()
                                .createObjectNode()
                                .put("instruction", "in wholly other words")
                                .put("output", disguised)
                        + "\n",
                java.nio.file.StandardOpenOption.APPEND);

        Called check = call("dataset check", rows.toString());

        assertThat(check.code()).isEqualTo(1);
        assertThat(check.out())
                .contains(":51: leak: an exam asks it: in wholly other words")
                .contains("1 that an exam asks");
        assertThat(call("dataset synth", "--exam", "riddles", "--output", "x.json")
                        .err())
                .contains("no kind of exam riddles");
    }

    @Test
    void rows_that_say_the_same_are_found_and_left_out_only_when_that_is_asked_for() throws Exception {
        call("dataset synth", "--count", "5", "--output", rows.toString());
        List<String> lines = Files.readAllLines(rows);
        Files.writeString(rows, String.join("\n", lines) + "\nno row\n" + lines.get(2) + "\n");

        Called look = call("dataset dedupe", rows.toString());
        List<String> looked = Files.readAllLines(rows);
        Called apply = call("dataset dedupe", rows.toString(), "--apply", "--json");

        assertThat(look.out())
                .contains("6 rows: 1 with the answer of an earlier one")
                .contains("nothing written");
        assertThat(looked).hasSize(7);
        assertThat(apply.json().path("kept").asInt()).isEqualTo(5);
        assertThat(Files.readAllLines(rows)).hasSize(6).contains("no row");
        assertThat(Path.of(apply.json().path("before").asText())).exists();
        assertThat(Files.readAllLines(Path.of(apply.json().path("before").asText())))
                .isEqualTo(looked);
    }

    @Test
    void a_document_with_its_descriptions_becomes_rows_and_a_faulty_one_is_refused() throws Exception {
        Path dsl = folder.resolve("door.dsl");
        Files.writeString(
                dsl,
                "BLUEPRINT: BP_Door\nPARENT: Actor\nGRAPH: EventGraph\nNODE n1: Event_Tick\nNODE n2: QuitGame\n"
                        + "EXEC n1.Then -> n2.Execute\n");
        Path list = folder.resolve("words.txt");
        Files.writeString(list, "# remarks are none\nQuit every frame\n\nStop it all\n");

        Called made = call(
                "dataset entry",
                dsl.toString(),
                "--description",
                "Leave",
                "--descriptions",
                list.toString(),
                "--output",
                rows.toString());
        Called none = call("dataset entry", dsl.toString());
        Files.writeString(dsl, Files.readString(dsl).replace("QuitGame", "QuitGames"));
        Called faulty = call("dataset entry", dsl.toString(), "--description", "Leave");

        assertThat(made.code()).isZero();
        assertThat(Files.readAllLines(rows)).hasSize(3).first().asString().contains("\"instruction\":\"Leave\"");
        assertThat(none.err()).contains("--description");
        assertThat(faulty.code()).isEqualTo(2);
        assertThat(faulty.err()).contains("door.dsl:5:").contains("QuitGames");
    }

    @Test
    void the_dataset_of_a_home_is_built_without_a_cycle() throws Exception {
        Files.writeString(home.config(), "{\"synthetic\": {\"count\": 30, \"validation_share\": 0.2}}");
        Files.createDirectories(home.lessons());
        Files.writeString(home.lessons().resolve("broken.json"), "[]");

        Called built = call("dataset build", "--json");

        assertThat(built.code()).isZero();
        assertThat(built.json().path("train").asInt()
                        + built.json().path("validation").asInt())
                .isEqualTo(30);
        assertThat(home.train()).exists();
        assertThat(built.err()).contains("broken.json").contains("\"prompts\" is missing");
    }

    @Test
    void the_system_prompt_is_printed_with_what_it_costs() throws Exception {
        Called lean = call("prompt");
        Called full = call("prompt", "--full", "--json");

        assertThat(lean.out().strip()).isEqualTo("You write Unreal Engine 5 Blueprints in the Brewprint DSL.");
        assertThat(lean.err()).contains("58 characters, tokens unknown");
        assertThat(full.json().path("characters").asInt()).isGreaterThan(3_000);
        assertThat(full.json().path("prompt").asText()).contains("Event_BeginPlay");
        assertThat(call("prompt", "--model", "nobody").code()).isEqualTo(2);
    }
}
