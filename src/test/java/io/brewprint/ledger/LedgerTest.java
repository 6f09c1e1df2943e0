package io.brewprint.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerTest {
    @TempDir
    Path folder;

    private Ledger ledger;

    @BeforeEach
    void open() {
        ledger = Ledger.open(folder.resolve("brewprint.db"));
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void aRunIsKeptWithItsStateAndEnd() {
        RunRow run = ledger.runs().start("full", "{}");
        ledger.runs().setVersion(run.id(), 4);
        ledger.runs().saveState(run.id(), "{\"a\":1}");
        ledger.runs().finish(run.id(), Status.FAILED, "disk full");

        RunRow kept = ledger.runs().find(run.id()).orElseThrow();
        assertThat(kept.status()).isEqualTo(Status.FAILED);
        assertThat(kept.version()).isEqualTo(4);
        assertThat(kept.state()).isEqualTo("{\"a\":1}");
        assertThat(kept.error()).isEqualTo("disk full");
        assertThat(kept.ended()).isNotNull();
        assertThat(ledger.runs().lastVersion()).isEqualTo(4);
    }

    @Test
    void runsOfOneSecondHaveDifferentIds() {
        RunRow first = ledger.runs().start("full", "{}");
        RunRow second = ledger.runs().start("full", "{}");

        assertThat(second.id()).isNotEqualTo(first.id());
        assertThat(ledger.runs().latest(5)).extracting(RunRow::id).containsExactlyInAnyOrder(first.id(), second.id());
    }

    @Test
    void aStageIsFoundByWhatItRead() {
        String run = ledger.runs().start("full", "{}").id();
        ledger.stages().start(run, "train", "Train", "in1", "1", "{\"rows\":\"abc\"}", 1);
        assertThat(ledger.stages().doneOn("train", "in1")).isEmpty();
        ledger.stages().done(run, "train", null, "{\"v\":1}", "{\"all\":[]}");

        assertThat(ledger.stages().doneOn("train", "in1")).singleElement().satisfies(row -> {
            assertThat(row.output()).isEqualTo("{\"v\":1}");
            assertThat(row.inputs()).isEqualTo("{\"rows\":\"abc\"}");
            assertThat(row.made()).isEqualTo("{\"all\":[]}");
        });
        assertThat(ledger.stages().doneOn("train", "in2")).isEmpty();
        assertThat(ledger.stages().doneOn("exam", "in1")).isEmpty();
        assertThat(ledger.stages().lastDone("train")).isPresent();
    }

    @Test
    void aStageThatWaitsIsDueInItsTime() {
        String run = ledger.runs().start("full", "{}").id();
        Instant next = Instant.parse("2030-01-01T00:00:00Z");
        ledger.stages().start(run, "train", "Train", null, "1", "cfg", 1);
        ledger.stages().waiting(run, "train", "network", "no answer", next);

        assertThat(ledger.stages().due(next.minusSeconds(1))).isEmpty();
        assertThat(ledger.stages().due(next)).singleElement().satisfies(row -> {
            assertThat(row.status()).isEqualTo(Status.WAITING);
            assertThat(row.errorCategory()).isEqualTo("network");
            assertThat(row.nextAttemptAt()).isEqualTo("2030-01-01T00:00:00.000Z");
        });
    }

    @Test
    void aStageStartedAgainForgetsItsError() {
        String run = ledger.runs().start("full", "{}").id();
        ledger.stages().start(run, "train", "Train", "in", "1", "cfg", 1);
        ledger.stages().failed(run, "train", "oom", "out of memory");
        ledger.stages().start(run, "train", "Train", "in", "1", "cfg", 2);
        ledger.stages().done(run, "train", null, "{}", "{}");

        StageRow row = ledger.stages().find(run, "train").orElseThrow();
        assertThat(row.status()).isEqualTo(Status.DONE);
        assertThat(row.errorCategory()).isNull();
        assertThat(row.attempt()).isEqualTo(2);
        assertThat(ledger.stages().of(run)).hasSize(1);
    }

    @Test
    void anArtifactWrittenAgainReplacesItsRow() {
        String run = ledger.runs().start("full", "{}").id();
        ledger.artifacts().put(new Artifact("dataset", "datasets/train.jsonl", "aa", 1, run, "dataset"));
        ledger.artifacts().put(new Artifact("dataset", "datasets/train.jsonl", "bb", 2, run, "dataset"));

        assertThat(ledger.artifacts().ofKind("dataset"))
                .extracting(Artifact::sha256)
                .containsExactly("bb");
        assertThat(ledger.artifacts().of(run, "dataset")).hasSize(1);
        assertThat(ledger.artifacts()
                        .find("dataset", "datasets/train.jsonl")
                        .orElseThrow()
                        .bytes())
                .isEqualTo(2);
    }

    @Test
    void metricsComeBackAsACurve() {
        String run = ledger.runs().start("full", "{}").id();
        ledger.metrics()
                .add(List.of(new Metric(run, "train", 20, "loss", 1.5), new Metric(run, "train", 10, "loss", 2.5)));
        ledger.metrics().add(List.of(new Metric(run, "train", 20, "loss", 1.25)));

        assertThat(ledger.metrics().of(run, "train", "loss"))
                .extracting(Metric::value)
                .containsExactly(2.5, 1.25);
    }

    @Test
    void examsKeepTheirAnswers() {
        ExamRow exam =
                new ExamRow("e1", null, "models/x", 1, "lesson_01", "tuned", Ledger.now(), null, 2, null, null, null);
        ledger.exams().put(exam);
        ledger.exams()
                .putAnswers(List.of(
                        new AnswerRow("e1", "p1", "basics", "Print hello", "A", "A", "scored", true, 1, 1, 12, 0.5),
                        new AnswerRow("e1", "p2", "basics", "Wait", "B", "C", "scored", false, 0, 0.25, 9, 0.25)));
        ledger.exams()
                .put(new ExamRow(
                        "e1",
                        null,
                        "models/x",
                        1,
                        "lesson_01",
                        "tuned",
                        exam.started(),
                        Ledger.now(),
                        2,
                        0.5,
                        0.5,
                        0.625));

        assertThat(ledger.exams().find("e1").orElseThrow().lineRecall()).isEqualTo(0.625);
        assertThat(ledger.exams().answers("e1")).extracting(AnswerRow::valid).containsExactly(true, false);
        assertThatThrownBy(() -> ledger.exams()
                        .putAnswers(List.of(new AnswerRow("nobody", "p", "", "", "", "", "scored", true, 0, 0, 0, 0))))
                .isInstanceOf(LedgerException.class);
    }

    @Test
    void eventsAreBounded() {
        ledger.atomically(() -> {
            for (int i = 1; i <= Events.KEPT + 500; i++) {
                ledger.events().add(null, null, "test", "event " + i);
            }
        });

        List<Event> kept = ledger.events().after(0, 100_000);
        assertThat(kept).hasSize(Events.KEPT);
        assertThat(kept.getLast().message()).isEqualTo("event " + (Events.KEPT + 500));
    }

    @Test
    void severalWritesAreAllOrNothing() {
        assertThatThrownBy(() -> ledger.atomically(() -> {
                    ledger.events().add(null, null, "test", "never seen");
                    throw new IllegalStateException("half way");
                }))
                .hasMessage("half way");

        assertThat(ledger.events().after(0, 10)).isEmpty();
    }

    @Test
    void aCopyIsALedger() {
        ledger.events().add(null, null, "test", "kept");
        Path copy = folder.resolve("copy.db");
        ledger.copyTo(copy);

        try (Ledger other = Ledger.open(copy)) {
            assertThat(other.events().after(0, 10)).extracting(Event::message).containsExactly("kept");
        }
    }

    @Test
    void aFileThatIsNoDatabaseIsRefusedWithARemedy() throws Exception {
        Path file = Files.writeString(folder.resolve("broken.db"), "this is not a database, ".repeat(100));

        assertThatThrownBy(() -> Ledger.open(file))
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining("broken.db")
                .hasMessageContaining("restore it from a backup")
                .hasMessageNotContaining("\n");
    }

    @Test
    void timesSortAsTexts() {
        assertThat(Ledger.text(Instant.parse("2026-01-01T00:00:00Z"))).isEqualTo("2026-01-01T00:00:00.000Z");
        assertThat(Ledger.text(Instant.parse("2026-01-01T00:00:00.050123Z"))).isEqualTo("2026-01-01T00:00:00.050Z");
    }
}
