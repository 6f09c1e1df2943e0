package io.brewprint.cli.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.brewprint.cli.Called;
import io.brewprint.config.Home;
import io.brewprint.ledger.ExamRow;
import io.brewprint.ledger.Ledger;
import io.brewprint.ledger.Status;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code runs} and {@code why} say of a real ledger. */
class HistoryCommandsTest {
    @TempDir
    Path folder;

    private Home home;
    private String first = "";
    private String second = "";

    @BeforeEach
    void twoRuns() throws Exception {
        home = new Home(folder.resolve("home")).create();
        try (Ledger ledger = Ledger.open(home.database())) {
            first = run(ledger, "{\"lora\":{\"r\":8},\"web\":{\"port\":1}}", 0.5, Status.DONE);
            second = run(ledger, "{\"lora\":{\"r\":16},\"web\":{\"port\":1}}", 0.75, Status.FAILED);
            ledger.stages().start(second, "train", "Fine-tune", "h", "1", "{}", 1);
            ledger.events().add(second, "train", "retry", "oom: out of memory");
            ledger.stages().attempt(second, "train", 2);
            ledger.stages().failed(second, "train", "unknown", "the card fell off");
        }
    }

    private static String run(Ledger ledger, String settings, double f1, Status status) {
        String id = ledger.runs().start("full", "{}", settings).id();
        ledger.stages().start(id, "dataset", "Build", "h", "1", "{}", 1);
        ledger.stages().done(id, "dataset", "12 rows", "{}", "[]");
        ledger.exams()
                .put(new ExamRow(
                        id + "-e", id, "m", 1, "words", "tuned", Ledger.now(), Ledger.now(), 9, 1.0, f1, 0.25));
        ledger.runs().finish(id, status, status == Status.FAILED ? "train: the card fell off" : null);
        return id;
    }

    @Test
    void runs_are_listed_the_newest_first_and_no_more_than_wanted() throws Exception {
        JsonNode all = Called.in(home.root(), "runs list", "--json").json().path("runs");

        assertThat(all).hasSize(2);
        assertThat(all.get(0).path("run").asText()).isEqualTo(second);
        assertThat(all.get(0).path("error").asText()).isEqualTo("train: the card fell off");
        assertThat(Called.in(home.root(), "runs list", "--limit", "1", "--json")
                        .json()
                        .path("runs"))
                .hasSize(1);
        assertThat(Called.in(home.root(), "runs list", "--limit", "0").code()).isEqualTo(2);
    }

    @Test
    void one_run_is_shown_with_stages_figures_and_settings() throws Exception {
        JsonNode shown = Called.in(home.root(), "runs show", first, "--json").json();

        assertThat(shown.path("stages").get(0).path("reason").asText()).isEqualTo("12 rows");
        assertThat(shown.path("figures").path("words tuned").path("graph_f1").asDouble())
                .isEqualTo(0.5);
        assertThat(shown.path("settings").path("lora").path("r").asInt()).isEqualTo(8);
        assertThat(Called.in(home.root(), "runs show", "nobody").err()).contains("there is no run nobody");
    }

    @Test
    void two_runs_are_held_side_by_side_where_they_differ() throws Exception {
        JsonNode diff =
                Called.in(home.root(), "runs diff", first, "last", "--json").json();

        assertThat(diff.path("settings")).hasSize(1);
        assertThat(diff.path("settings").path("lora.r").path("first").asText()).isEqualTo("8");
        assertThat(diff.path("settings").path("lora.r").path("second").asText()).isEqualTo("16");
        assertThat(diff.path("figures")).hasSize(1);
        assertThat(diff.path("figures")
                        .path("words tuned.graph_f1")
                        .path("second")
                        .asText())
                .isEqualTo("0.75");
    }

    @Test
    void why_tells_what_failed_what_was_tried_and_what_is_next() throws Exception {
        assertThat(Called.in(home.root(), "why", "--json").json().path("why"))
                .extracting(JsonNode::asText)
                .satisfiesExactly(
                        a -> assertThat(a).endsWith("(full) failed: train: the card fell off"),
                        b -> assertThat(b).isEqualTo("train: attempt 1 failed, oom: out of memory"),
                        c -> assertThat(c)
                                .isEqualTo("train: failed for good in attempt 2 (unknown): the card fell off"),
                        d -> assertThat(d).contains("run --resume"));
        try (Ledger ledger = Ledger.open(home.database())) {
            ledger.stages().waiting(second, "train", "network", "no host", Instant.parse("2026-01-01T00:00:00Z"));
        }
        assertThat(Called.in(home.root(), "why", second).out())
                .contains("train: waits until 2026-01-01T00:00:00", "for attempt 3 after: no host");
    }

    @Test
    void a_home_in_which_nothing_ran_is_told_so() throws Exception {
        Home fresh = new Home(folder.resolve("fresh")).create();

        assertThat(Called.in(fresh.root(), "runs list").err()).contains("nothing was ever run here");
        assertThat(fresh.database()).doesNotExist();
    }
}
