package io.brewprint.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import io.brewprint.config.Home;
import io.brewprint.config.Json;
import io.brewprint.ledger.Ledger;
import io.brewprint.ledger.RunRow;
import io.brewprint.worker.StopSignal;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CommandLineTest {
    @TempDir
    Path folder;

    private Home home;
    private StringWriter out;
    private StringWriter err;

    @BeforeEach
    void makeHome() throws Exception {
        home = new Home(folder.resolve("home")).create();
    }

    @Test
    void aRunIsOneJsonDocument() throws Exception {
        Files.writeString(home.exports().resolve("a.txt"), "Begin a");

        assertThat(call("run", "--full", "--json")).isZero();

        JsonNode document = Json.MAPPER.readTree(out.toString());
        assertThat(document.path("status").asText()).isEqualTo("done");
        assertThat(document.path("version").asInt()).isEqualTo(1);
        assertThat(document.path("stages")).hasSize(10);
        assertThat(document.path("stages").get(0).path("id").asText()).isEqualTo("exports");
        assertThat(document.path("stages").get(0).path("seconds").isNumber()).isTrue();
        assertThat(document.path("paths").path("home").asText())
                .isEqualTo(home.root().toString());
        assertThat(document.has("error")).isFalse();
    }

    @Test
    void aRunIsReadableWithoutJson() {
        assertThat(call("run", "--data-only")).isZero();

        assertThat(out.toString()).contains("done").contains("dataset").doesNotContain("train ");
    }

    @Test
    void aRunOfDataAloneNamesNoVersionBeforeAndAfterThereIsOne() throws Exception {
        assertThat(call("run", "--data-only", "--json")).isZero();
        assertThat(Json.MAPPER.readTree(out.toString()).has("version")).isFalse();
        assertThat(state().has("last_model_version")).isFalse();
        assertThat(call("run", "--full")).isZero();
        Files.writeString(home.exports().resolve("a.txt"), "Begin a");

        assertThat(call("run", "--data-only")).isZero();

        assertThat(out.toString()).doesNotContainPattern("\\bv\\d|lora");
        assertThat(err.toString()).doesNotContainPattern("\\bv\\d|lora");
        assertThat(state().path("last_model_version").asInt()).isEqualTo(1);
        assertThat(state().path("runs")).hasSize(3);
        assertThat(state().path("runs").get(1).path("version").asText()).isEqualTo("v1");
        assertThat(state().path("runs").get(2).has("version")).isFalse();
        try (Ledger ledger = Ledger.open(home.database())) {
            assertThat(ledger.runs().latest(3))
                    .extracting(RunRow::mode, RunRow::version)
                    .containsExactly(tuple("data-only", null), tuple("full", 1), tuple("data-only", null));
        }
    }

    private JsonNode state() throws Exception {
        return Json.MAPPER.readTree(home.pipelineState().toFile());
    }

    @Test
    void theFirstRunOfAFreshHomeGoesByTheConfigurationItIsGiven() throws Exception {
        Path app = folder.resolve("app");
        Files.createDirectories(app.resolve("lessons"));
        Files.writeString(app.resolve("pipeline_config.json"), "{\"training\":{\"epochs\":0}}");
        home = new Home(folder.resolve("fresh"));
        System.setProperty("brewprint.app", app.toString());
        try {
            assertThat(call("run", "--data-only")).isEqualTo(2);
            assertThat(err.toString()).contains("training.epochs must be");
            assertThat(home.config()).exists();
        } finally {
            System.clearProperty("brewprint.app");
        }
    }

    @Test
    void aDryRunTellsAndTouchesNothing() throws Exception {
        assertThat(call("run", "--dry-run", "--json")).isZero();

        assertThat(Json.MAPPER
                        .readTree(out.toString())
                        .path("stages")
                        .get(3)
                        .path("reason")
                        .asText())
                .startsWith("would run: ");
        assertThat(home.root().resolve("dataset.txt")).doesNotExist();
    }

    @Test
    void aBadConfigurationIsOneLineAndExitCode2() throws Exception {
        Files.writeString(home.config(), "{\"training\":{\"epochs\":\"three\"}}");

        assertThat(call("run")).isEqualTo(2);
        assertThat(err.toString().lines())
                .singleElement()
                .satisfies(
                        line -> assertThat(line)
                                .startsWith(
                                        "brewprint: pipeline_config.json:1:23: training.epochs must be a whole number from 1 to 100, found \"three\""));

        assertThat(call("run", "--json")).isEqualTo(2);
        JsonNode error = Json.MAPPER.readTree(out.toString()).path("error");
        assertThat(error.path("code").asText()).isEqualTo("bad_config");
        assertThat(error.path("where").asText()).isEqualTo("pipeline_config.json:1:23");
        assertThat(error.path("remedy").asText()).isNotEmpty();
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void wrongUsageIsOneLineAndExitCode2() throws Exception {
        assertThat(call("run", "--full", "--data-only")).isEqualTo(2);
        assertThat(err.toString().lines()).hasSize(1);
        assertThat(call("unheard-of")).isEqualTo(2);
        assertThat(err.toString().lines()).hasSize(1);
        assertThat(call("run", "--nonsense", "--json")).isEqualTo(2);
        assertThat(Json.MAPPER
                        .readTree(out.toString())
                        .path("error")
                        .path("code")
                        .asText())
                .isEqualTo("usage");
    }

    @Test
    void resumeWithoutAnythingToResumeIsExitCode2() {
        assertThat(call("run", "--resume")).isEqualTo(2);

        assertThat(err.toString()).contains("there is no run to resume");
    }

    @Test
    void aStopInForceKeepsARunFromStartingUntilItIsTakenBack() throws Exception {
        Files.writeString(home.stopSignal(), "");

        assertThat(call("run")).isEqualTo(3);
        assertThat(err.toString()).contains("a stop is in force").contains("brewprint resume");
        String told = StopSignal.told(home).getMessage();
        assertThat(err.toString()).contains(told);
        assertThat(call("status", "--json")).isZero();
        assertThat(Json.MAPPER.readTree(out.toString()).path("stop_requested").asBoolean())
                .isTrue();
        assertThat(call("status")).isZero();
        assertThat(out.toString()).contains(told);
        call("doctor");
        assertThat(out.toString()).contains("TROUBLE stop: " + told);
        assertThat(call("resume", "--json")).isZero();
        assertThat(Json.MAPPER.readTree(out.toString()).path("cleared").asBoolean())
                .isTrue();
        assertThat(call("run")).isZero();
    }

    @Test
    void aBrokenLedgerShowsInStatusAndDoctorAndAsJson() throws Exception {
        Files.writeString(home.database(), "no database at all");
        String told = home.database() + ": the ledger is no database; put a backup in its place";

        assertThat(call("status")).isZero();
        assertThat(out.toString()).contains("  " + told);
        assertThat(call("status", "--json")).isZero();
        assertThat(Json.MAPPER
                        .readTree(out.toString())
                        .path("ledger_error")
                        .path("message")
                        .asText())
                .isEqualTo("the ledger is no database");
        assertThat(call("doctor")).isEqualTo(1);
        assertThat(out.toString()).contains("TROUBLE ledger: " + told);
        assertThat(call("doctor", "--json")).isEqualTo(1);
        assertThat(Json.MAPPER.readTree(out.toString()).path("checks").findValuesAsText("remedy"))
                .anyMatch(remedy -> remedy.contains("backup restore LABEL"));
        assertThat(home.database()).as("looked at alone").hasContent("no database at all");
    }

    @Test
    void nothingAtWorkIsNothingToStop() throws Exception {
        assertThat(call("stop", "--json")).isZero();

        assertThat(Json.MAPPER.readTree(out.toString()).path("stopping").asBoolean())
                .isFalse();
        assertThat(home.stopSignal()).doesNotExist();
    }

    @Test
    void doctorSaysWhatIsWrong() throws Exception {
        assertThat(call("doctor", "--json")).isZero();
        assertThat(Json.MAPPER.readTree(out.toString()).path("ok").asBoolean()).isTrue();
        Files.writeString(home.config(), "{");

        assertThat(call("doctor")).isEqualTo(1);
        assertThat(out.toString()).contains("TROUBLE config: pipeline_config.json:1:");
    }

    @Test
    void everyCommandHasHelpWithAnExample() {
        for (String name :
                Brewprint.commandLine(new TestParts()).getSubcommands().keySet()) {
            if (!name.equals("help") && !name.equals("worker")) {
                assertThat(call(name, "--help")).as(name).isZero();
                assertThat(out.toString()).as(name).contains("Example: brewprint " + name);
            }
        }
    }

    @Test
    void whatACallLooksIntoHasTheHelpThatAllTogetherHave() {
        // A file of arguments may name any command, so all of them are looked into.
        helpIsThatOf(Brewprint.commandLine(new TestParts(), "@arguments"), List.of());
    }

    private void helpIsThatOf(CommandLine whole, List<String> names) {
        var words = new ArrayList<>(names);
        words.add("--help");
        assertThat(run(words.toArray(String[]::new))).isZero();
        assertThat(out.toString()).as("%s", words).isEqualTo(whole.getUsageMessage());
        whole.getSubcommands().forEach((name, command) -> {
            assertThat(command.getCommandSpec().userObject()).as(name).isNotNull();
            if (!name.equals("help") && !name.equals("worker")) {
                var below = new ArrayList<>(names);
                below.add(name);
                helpIsThatOf(command, below);
            }
        });
    }

    @Test
    void helpNamesItsCommandBeforeOrBehind() {
        assertThat(run("validate", "--help")).isZero();
        String behind = out.toString();
        assertThat(run("help", "validate")).isZero();
        assertThat(out.toString()).isEqualTo(behind);
        assertThat(run("model", "--help")).isZero();
        behind = out.toString();
        assertThat(behind).contains("list ").contains("export ");
        assertThat(run("help", "model")).isZero();
        assertThat(out.toString()).isEqualTo(behind);
        assertThat(run("--help")).isZero();
        behind = out.toString();
        assertThat(behind).contains("demo ").contains("help ").doesNotContain("worker");
        assertThat(run("help")).isZero();
        assertThat(out.toString()).isEqualTo(behind);
        assertThat(run("help", "unheard-of")).isEqualTo(2);
    }

    @Test
    void onlyTheCommandOfTheCallIsLookedInto() {
        var line = Brewprint.commandLine(new TestParts(), "model", "list", "--json", "run");
        assertThat(line.getSubcommands()).containsOnlyKeys("model");
        assertThat(line.getSubcommands().get("model").getSubcommands()).containsOnlyKeys("list");
        assertThat(Brewprint.commandLine(new TestParts(), "--version").getSubcommands())
                .isEmpty();
    }

    @Test
    void theVersionIsTold() {
        for (String option : List.of("--version", "-V")) {
            assertThat(run(option)).isZero();
            assertThat(out.toString()).startsWith("brewprint ");
        }
    }

    @Test
    void aMisspelledCommandIsAnsweredWithThoseItMayMean() {
        assertThat(run("statuss")).isEqualTo(2);
        assertThat(err.toString().lines())
                .singleElement()
                .asString()
                .startsWith("brewprint: Unmatched argument at index 0: 'statuss'")
                .contains("did you mean status")
                .endsWith("see brewprint --help");
        assertThat(run("model", "lst")).isEqualTo(2);
        assertThat(err.toString()).contains("did you mean list").endsWith("see brewprint model --help\n");
        assertThat(run("model")).isEqualTo(2);
        assertThat(err.toString()).contains("model needs one of list, info, plan, pretrain, quantize, merge, export");
    }

    @Test
    void withoutACommandItShowsWhatThereIs() {
        assertThat(run()).isZero();
        assertThat(out.toString())
                .contains("Usage: brewprint")
                .contains("translate")
                .contains("demo");
        assertThat(err.toString()).isEmpty();
    }

    private int call(String... args) {
        String[] all = java.util.Arrays.copyOf(args, args.length + (args[args.length - 1].equals("--help") ? 0 : 2));
        if (all.length > args.length) {
            all[args.length] = "--home";
            all[args.length + 1] = home.root().toString();
        }
        return run(all);
    }

    private int run(String... all) {
        out = new StringWriter();
        err = new StringWriter();
        return Brewprint.commandLine(new TestParts(), all)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(all);
    }
}
