package io.brewprint.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.brewprint.config.ConfigFile;
import io.brewprint.config.Home;
import io.brewprint.config.PipelineConfig;
import io.brewprint.ledger.Ledger;
import io.brewprint.ledger.StageRow;
import io.brewprint.ledger.Status;
import io.brewprint.worker.StageKind;
import io.brewprint.worker.StopSignal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stages that never end, as a hanging disk makes them. */
class StageLimitTest {
    @TempDir
    Path folder;

    private CycleReport run(String errors, Stage stage) throws Exception {
        Home home = new Home(folder.resolve("home")).create();
        Files.writeString(home.config(), "{\"errors\": " + errors + "}");
        PipelineConfig config = ConfigFile.load(home.config());
        StageRunner runner = new StageRunner(new RetryPolicy(Duration.ofMillis(2)));
        try (Ledger ledger = Ledger.open(home.database())) {
            return new Cycle(home, config, ledger, new StopSignal(home), CycleListener.NONE)
                    .run(CycleOptions.of(CycleMode.FULL), new Cycle.Flow() {
                        @Override
                        public List<Stage> plan() {
                            return List.of(stage);
                        }

                        @Override
                        public void through(CycleRun run) throws Exception {
                            runner.run(run, stage);
                        }
                    });
        }
    }

    @Test
    void a_stage_that_waits_for_ever_is_interrupted_and_tried_as_often_as_the_table_says() throws Exception {
        FileStage stage = new FileStage("dataset", StageKind.DATA) {
            @Override
            public StageResult run(StageContext context) throws Exception {
                new CountDownLatch(1).await();
                return super.run(context);
            }
        };

        CycleReport report = run("{\"data_waits\": \"1\", \"data_limit_seconds\": 1}", stage);

        StageRow row = report.stages().getFirst();
        assertThat(row.status()).isEqualTo(Status.FAILED);
        assertThat(row.errorCategory()).isEqualTo("timeout");
        assertThat(row.errorMessage()).contains("took longer than 1 s", "errors.data_limit_seconds");
        assertThat(row.attempt()).isEqualTo(2);
    }

    @Test
    void one_that_does_not_hear_of_it_is_left_behind_and_can_give_nothing_any_more() throws Exception {
        CountDownLatch goOn = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        AtomicReference<Throwable> late = new AtomicReference<>();
        FileStage deaf = new FileStage("validate", StageKind.VALIDATE) {
            @Override
            public StageResult run(StageContext context) throws Exception {
                while (goOn.getCount() > 0) {
                    try {
                        goOn.await();
                    } catch (InterruptedException e) {
                        // a call into a hanging disk does not end either
                    }
                }
                try {
                    return super.run(context);
                } catch (IllegalStateException e) {
                    late.set(e);
                    throw e;
                } finally {
                    over.countDown();
                }
            }
        };

        CycleReport report = run("{\"validate_waits\": \"\", \"validate_limit_seconds\": 1}", deaf);

        assertThat(report.stages().getFirst().errorCategory()).isEqualTo("timeout");
        goOn.countDown();
        assertThat(over.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(late.get()).hasMessageContaining("stage validate was ended");
        assertThat(folder.resolve("home/validate.txt")).doesNotExist();
    }

    @Test
    void what_is_worth_another_attempt_is_the_configurations_to_say() throws Exception {
        FileStage failing = new FileStage("report", StageKind.UTILITY) {
            @Override
            public StageResult run(StageContext context) {
                throw new IllegalStateException("something else");
            }
        };

        CycleReport report = run("{\"retry\": [\"network\"], \"utility_waits\": \"1,1,1\"}", failing);

        assertThat(report.stages().getFirst().attempt()).isEqualTo(1);
        assertThat(run("{\"retry\": [\"unknown\"], \"utility_waits\": \"1,1,1\"}", failing)
                        .stages()
                        .getFirst()
                        .attempt())
                .isEqualTo(4);
    }
}
