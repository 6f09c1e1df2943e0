package io.brewprint.cycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.brewprint.config.ConfigFile;
import io.brewprint.config.Fault;
import io.brewprint.config.Home;
import io.brewprint.config.Json;
import io.brewprint.config.PipelineConfig;
import io.brewprint.ledger.Ledger;
import io.brewprint.ledger.StageRow;
import io.brewprint.ledger.Status;
import io.brewprint.worker.StageKind;
import io.brewprint.worker.StopSignal;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CycleTest {
    @TempDir
    Path folder;

    private Home home;
    private Ledger ledger;
    private StopSignal stop;
    private PipelineConfig config = PipelineConfig.defaults();
    private final StageRunner runner = new StageRunner(new RetryPolicy(Duration.ofMillis(2)));

    @BeforeEach
    void open() throws Exception {
        home = new Home(folder).create();
        ledger = Ledger.open(home.database());
        stop = new StopSignal(home);
        Files.writeString(folder.resolve("in.txt"), "input");
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void aRunGoesThroughItsStagesAndRecordsThem() throws Exception {
        CycleReport report = run(CycleOptions.of(CycleMode.FULL), new FileStage("dataset"), new FileStage("train"));

        assertThat(report.run().status()).isEqualTo(Status.DONE);
        assertThat(report.stages()).extracting(StageRow::id).containsExactly("dataset", "train");
        assertThat(report.stages()).allSatisfy(row -> assertThat(row.status()).isEqualTo(Status.DONE));
        assertThat(report.state().get(FileStage.LENGTH)).isPresent();
        assertThat(ledger.artifacts().find("text", "train.txt")).isPresent();
        assertThat(ledger.metrics().of(report.run().id(), "train", "loss")).hasSize(1);
    }

    @Test
    void theViewsOfTheOriginalAreWritten() throws Exception {
        run(CycleOptions.of(CycleMode.FULL), new FileStage("dataset"), new FileStage("train"));

        JsonNode live = Json.MAPPER.readTree(home.liveState().toFile());
        assertThat(live.path("status").asText()).isEqualTo("idle");
        assertThat(live.path("completed_steps")).hasSize(2);
        assertThat(live.path("completed_steps").get(0).path("step").asText()).isEqualTo("dataset");
        assertThat(live.path("loss_history").get(0).path("loss").asDouble()).isEqualTo(0.5);
        assertThat(Json.MAPPER.readTree(home.timings().toFile()).path("train")).hasSize(1);
        assertThat(Files.readString(home.liveLog())).contains("[train] done");
        assertThat(Json.MAPPER.readTree(home.pipelineState().toFile()).path("runs"))
                .hasSize(1);
        assertThat(home.heartbeat()).exists();
        assertThat(home.resumeState()).doesNotExist();
    }

    @Test
    void anUnchangedStageIsSkippedAndStillGivesWhatItGave() throws Exception {
        FileStage stage = new FileStage("train");
        CycleReport first = run(CycleOptions.of(CycleMode.FULL), stage);
        CycleReport second = run(CycleOptions.of(CycleMode.FULL), stage);

        assertThat(stage.runs()).isEqualTo(1);
        assertThat(second.stages()).singleElement().satisfies(row -> {
            assertThat(row.status()).isEqualTo(Status.SKIPPED);
            assertThat(row.reason())
                    .isEqualTo("nothing has changed since run " + first.run().id());
        });
        assertThat(second.state().get(FileStage.LENGTH)).isEqualTo(first.state().get(FileStage.LENGTH));
    }

    @Test
    void aStageRunsAgainOnNewInputOnForceAndWhenItsFilesAreGone() throws Exception {
        FileStage stage = new FileStage("train");
        run(CycleOptions.of(CycleMode.FULL), stage);
        Files.writeString(folder.resolve("in.txt"), "other input");
        run(CycleOptions.of(CycleMode.FULL), stage);
        assertThat(stage.runs()).isEqualTo(2);
        run(new CycleOptions(CycleMode.FULL, true, false, false, true), stage);
        assertThat(stage.runs()).isEqualTo(3);
        Files.delete(folder.resolve("train.txt"));
        run(CycleOptions.of(CycleMode.FULL), stage);
        assertThat(stage.runs()).isEqualTo(4);
    }

    @Test
    void aModeLeavesOutTheOtherStages() throws Exception {
        CycleReport report =
                run(CycleOptions.of(CycleMode.DATA_ONLY), new FileStage("dataset"), new FileStage("train"));

        assertThat(report.stages()).extracting(StageRow::id).containsExactly("dataset");
    }

    @Test
    void aDryRunTouchesNothing() throws Exception {
        FileStage stage = new FileStage("train");
        run(CycleOptions.of(CycleMode.FULL), stage);
        CycleReport dry =
                run(new CycleOptions(CycleMode.FULL, false, false, true, true), stage, new FileStage("report"));

        assertThat(dry.stages())
                .extracting(StageRow::reason)
                .satisfiesExactly(
                        a -> assertThat(a).startsWith("would be skipped"),
                        b -> assertThat(b).isEqualTo("would run: it never ran here"));
        assertThat(folder.resolve("report.txt")).doesNotExist();
        assertThat(ledger.runs().latest(10)).hasSize(1);
    }

    @Test
    void aDryRunSaysThatAStageWouldRunBecauseAnotherWouldRunBeforeIt() throws Exception {
        Stage exam = new FileStage("exam");
        Stage feedback = new FileStage("feedback") {
            @Override
            public java.util.Set<String> after() {
                return java.util.Set.of("exam");
            }

            @Override
            public java.util.Optional<String> nothingToDo(StageContext context) {
                return java.util.Optional.of("no exam was held");
            }
        };

        CycleReport dry = run(new CycleOptions(CycleMode.FULL, false, false, true, true), exam, feedback);

        assertThat(dry.stages())
                .extracting(StageRow::reason)
                .containsExactly("would run: it never ran here", "would run: exam would run before it");
    }

    @Test
    void aPassingFailureIsTriedAgainInTheWaitsOfItsKind() throws Exception {
        List<Integer> attempts = new ArrayList<>();
        Stage flaky = new FileStage("dataset") {
            @Override
            public StageResult run(StageContext context) throws Exception {
                attempts.add(context.attempt());
                if (context.attempt() < 3) {
                    throw new ConnectException("Connection refused");
                }
                return super.run(context);
            }
        };

        CycleReport report = run(CycleOptions.of(CycleMode.FULL), flaky);

        assertThat(report.run().status()).isEqualTo(Status.DONE);
        assertThat(attempts).containsExactly(1, 2, 3);
        assertThat(report.stages().getFirst().attempt()).isEqualTo(3);
        assertThat(ledger.events().after(0, 100))
                .filteredOn(e -> e.kind().equals("retry"))
                .hasSize(2);
    }

    @Test
    void whatNoAttemptCanMendFailsAtOnceAndTheLaterStagesDoNotRun() throws Exception {
        FileStage later = new FileStage("train");
        CycleReport report = run(
                CycleOptions.of(CycleMode.FULL),
                failing("dataset", StageKind.DATA, new IOException("No space left on device")),
                later);

        assertThat(report.run().status()).isEqualTo(Status.FAILED);
        assertThat(report.run().error()).isEqualTo("dataset: No space left on device; free some space");
        assertThat(report.stages()).singleElement().satisfies(row -> {
            assertThat(row.errorCategory()).isEqualTo("disk_full");
            assertThat(row.attempt()).isEqualTo(1);
        });
        assertThat(later.runs()).isZero();
        JsonNode resume = Json.MAPPER.readTree(home.resumeState().toFile());
        assertThat(resume.path("failed_step").asText()).isEqualTo("dataset");
    }

    @Test
    void resumeGoesOnWithTheStageThatFailed() throws Exception {
        FileStage dataset = new FileStage("dataset");
        CycleReport failed = run(
                CycleOptions.of(CycleMode.FULL),
                dataset,
                failing("train", StageKind.DATA, new Fault("bad", "no rows", "")));
        FileStage train = new FileStage("train");
        CycleReport resumed = run(new CycleOptions(CycleMode.DATA_ONLY, false, true, false, true), dataset, train);

        assertThat(failed.run().status()).isEqualTo(Status.FAILED);
        assertThat(resumed.run().id()).isEqualTo(failed.run().id());
        assertThat(resumed.run().status()).isEqualTo(Status.DONE);
        assertThat(dataset.runs()).isEqualTo(1);
        assertThat(train.runs()).isEqualTo(1);
    }

    @Test
    void thereIsNothingToResumeAfterASuccess() throws Exception {
        run(CycleOptions.of(CycleMode.FULL), new FileStage("dataset"));

        assertThatThrownBy(
                        () -> run(new CycleOptions(CycleMode.FULL, false, true, false, true), new FileStage("dataset")))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("is done");
    }

    @Test
    void aStopEndsTheRunBetweenStagesAndResumeGoesOn() throws Exception {
        FileStage first = new FileStage("dataset") {
            @Override
            public StageResult run(StageContext context) throws Exception {
                StageResult result = super.run(context);
                StopSignal.requestByFile(context.home());
                Thread.sleep(150);
                return result;
            }
        };
        FileStage second = new FileStage("train");

        CycleReport stopped = run(CycleOptions.of(CycleMode.FULL), first, second);
        assertThat(stopped.run().status()).isEqualTo(Status.STOPPED);
        assertThat(stopped.stages()).extracting(StageRow::id).containsExactly("dataset");
        assertThat(second.runs()).isZero();
        assertThat(stop.requested()).as("the stop has done its work").isFalse();
        CycleReport resumed = run(new CycleOptions(CycleMode.FULL, false, true, false, true), first, second);
        assertThat(resumed.run().status()).isEqualTo(Status.DONE);
        assertThat(first.runs()).isEqualTo(1);
        assertThat(second.runs()).isEqualTo(1);
    }

    @Test
    void aStageThatStopsInTheMiddleIsStoppedNotFailed() throws Exception {
        Stage stage = new FileStage("train") {
            @Override
            public StageResult run(StageContext context) {
                return StageResult.stopped("at step 7");
            }
        };

        CycleReport report = run(CycleOptions.of(CycleMode.FULL), stage);

        assertThat(report.run().status()).isEqualTo(Status.STOPPED);
        assertThat(report.stages().getFirst().status()).isEqualTo(Status.STOPPED);
        assertThat(report.stages().getFirst().reason()).isEqualTo("at step 7");
    }

    @Test
    void aLongWaitIsWrittenDownForADaemonAndWaitedForByAOneShotRun() throws Exception {
        List<Integer> attempts = new ArrayList<>();
        Stage flaky = new FileStage("train", StageKind.TRAINING) {
            @Override
            public StageResult run(StageContext context) throws Exception {
                attempts.add(context.attempt());
                if (context.attempt() == 1) {
                    throw new IOException("checkpoint-100 is corrupt");
                }
                return super.run(context);
            }
        };

        CycleReport waiting = run(new CycleOptions(CycleMode.FULL, false, false, false, false), flaky);
        assertThat(waiting.run().status()).isEqualTo(Status.WAITING);
        StageRow row = waiting.stages().getFirst();
        assertThat(row.status()).isEqualTo(Status.WAITING);
        assertThat(row.errorCategory()).isEqualTo("corrupt_checkpoint");
        assertThat(row.nextAttemptAt()).isNotNull();

        CycleReport resumed = run(new CycleOptions(CycleMode.FULL, false, true, false, false), flaky);
        assertThat(resumed.run().status()).isEqualTo(Status.DONE);
        CycleReport oneShot = run(new CycleOptions(CycleMode.FULL, true, false, false, true), flaky);
        assertThat(oneShot.run().status()).isEqualTo(Status.DONE);
        assertThat(attempts).containsExactly(1, 2, 1, 2);
    }

    @Test
    void trainingThatRunsOutOfMemoryIsTriedAgainWithLess() throws Exception {
        List<String> tried = new ArrayList<>();
        Stage hungry = new FileStage("train", StageKind.TRAINING) {
            @Override
            public StageResult run(StageContext context) {
                tried.add(context.config().training().maxSeqLength() + "/"
                        + context.config().lora().r());
                throw new OutOfMemoryError("Java heap space");
            }
        };

        CycleReport report = run(CycleOptions.of(CycleMode.FULL), hungry);

        assertThat(report.run().status()).isEqualTo(Status.FAILED);
        assertThat(report.stages().getFirst().errorCategory()).isEqualTo("oom");
        assertThat(tried).containsExactly("1024/32", "512/32", "512/16");
    }

    @Test
    void tooLittleDiskFailsBeforeTheWork() throws Exception {
        config = ConfigFile.parse("c", "{\"hardware\":{\"min_free_disk_mib\":16777216}}");
        FileStage stage = new FileStage("train");

        CycleReport report = run(CycleOptions.of(CycleMode.FULL), stage);

        assertThat(report.stages().getFirst().errorCategory()).isEqualTo("disk_full");
        assertThat(report.run().error()).contains("hardware.min_free_disk_mib");
        assertThat(stage.runs()).isZero();
    }

    private CycleReport run(CycleOptions options, Stage... stages) {
        return new Cycle(home, config, ledger, stop, CycleListener.NONE).run(options, new Cycle.Flow() {
            @Override
            public List<Stage> plan() {
                return List.of(stages);
            }

            @Override
            public void through(CycleRun run) throws Exception {
                for (Stage stage : stages) {
                    runner.run(run, stage);
                }
            }
        });
    }

    private static Stage failing(String id, StageKind kind, Exception error) {
        return new FileStage(id, kind) {
            @Override
            public StageResult run(StageContext context) throws Exception {
                throw error;
            }
        };
    }
}
