package io.brewprint.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brewprint.config.Fault;
import io.brewprint.config.Json;
import io.brewprint.config.Where;
import io.brewprint.cycle.CycleMode;
import io.brewprint.cycle.CycleOptions;
import io.brewprint.cycle.CycleReport;
import io.brewprint.cycle.FileStage;
import io.brewprint.cycle.Stage;
import io.brewprint.cycle.StageContext;
import io.brewprint.cycle.StageResult;
import io.brewprint.intake.ExportTranslator;
import io.brewprint.ledger.RunRow;
import io.brewprint.ledger.StageRow;
import io.brewprint.ledger.Status;
import io.brewprint.worker.StopSignal;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import javax.management.ObjectName;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PipelineTest extends RoutesTest {
    @BeforeEach
    void input() throws Exception {
        Files.writeString(home.root().resolve("in.txt"), "input");
    }

    /** A small real translator. */
    static final class Upper implements ExportTranslator {
        @Override
        public String version() {
            return "1";
        }

        @Override
        public Translated translate(String fileName, String text) {
            if (!text.startsWith("Begin")) {
                throw new Fault("foreign", "no Unreal text", Where.at(1, 1), "copy nodes");
            }
            return new Translated("BLUEPRINT: " + text.strip() + "\n", Json.MAPPER.createObjectNode());
        }
    }

    @Test
    void theRoutesOfTheProgramTakeARunThroughEveryStage() throws Exception {
        drop(home.exports(), "a.txt", "Begin a");
        try (TestRoutes routes = start(Pipeline.Opening.ONE_SHOT)) {
            Pipeline pipeline = routes.pipeline();
            CycleReport report = pipeline.run(CycleOptions.of(CycleMode.FULL));

            assertThat(report.run().error()).isNull();
            assertThat(report.run().status()).isEqualTo(Status.DONE);
            assertThat(report.stages())
                    .extracting(StageRow::id)
                    .containsExactly(
                            "exports",
                            "dataset",
                            "validate",
                            "pretrain",
                            "train",
                            "baseline",
                            "exam",
                            "feedback",
                            "promote",
                            "report");
            assertThat(pipeline.routes())
                    .contains("cycle", "stage.exports", "stage.report")
                    .doesNotContain("exports");
        }
        assertThat(home.parsedBlueprints().resolve("a.dsl")).exists();
        assertThat(home.root().resolve("report.txt")).exists();
    }

    @Test
    void aSecondRunSkipsWhatHasNotChanged() throws Exception {
        try (TestRoutes routes = start(Pipeline.Opening.ONE_SHOT)) {
            Pipeline pipeline = routes.pipeline();
            pipeline.run(CycleOptions.of(CycleMode.FULL));
            CycleReport second = pipeline.run(CycleOptions.of(CycleMode.FULL));

            assertThat(second.stages())
                    .allSatisfy(row -> assertThat(row.status()).isEqualTo(Status.SKIPPED));
        }
    }

    @Test
    void aFailureEndsTheCycleAndIsResumed() throws Exception {
        List<String> broken = new ArrayList<>(List.of("broken"));
        Stage train = new FileStage("train") {
            @Override
            public StageResult run(StageContext context) throws Exception {
                if (!broken.isEmpty()) {
                    throw new Fault("bad", "no rows to learn from", "");
                }
                return super.run(context);
            }
        };
        try (TestRoutes routes = start(Pipeline.Opening.ONE_SHOT, train)) {
            Pipeline pipeline = routes.pipeline();
            CycleReport failed = pipeline.run(CycleOptions.of(CycleMode.FULL));
            assertThat(failed.run().status()).isEqualTo(Status.FAILED);
            assertThat(failed.run().error()).isEqualTo("train: no rows to learn from");
            assertThat(failed.stages()).extracting(StageRow::id).endsWith("train");

            broken.clear();
            CycleReport resumed = pipeline.run(new CycleOptions(CycleMode.FULL, false, true, false, true));
            assertThat(resumed.run().id()).isEqualTo(failed.run().id());
            assertThat(resumed.run().status()).isEqualTo(Status.DONE);
        }
    }

    @Test
    void theMBeanStopsARunAtItsNextBoundary() throws Exception {
        CountDownLatch training = new CountDownLatch(1);
        Stage train = new FileStage("train") {
            @Override
            public StageResult run(StageContext context) throws Exception {
                training.countDown();
                context.stop().sleep(Duration.ofSeconds(30));
                return super.run(context);
            }
        };
        try (TestRoutes routes = start(Pipeline.Opening.ONE_SHOT, train)) {
            Pipeline pipeline = routes.pipeline();
            assertThat(pipeline.runner().start(CycleOptions.of(CycleMode.FULL))).isTrue();
            training.await();
            assertThat(pipeline.runner().start(CycleOptions.of(CycleMode.FULL))).isFalse();

            var beans = ManagementFactory.getPlatformMBeanServer();
            var names =
                    beans.queryNames(new ObjectName("org.apache.camel:type=services,name=StopSignalService*,*"), null);
            assertThat(names).hasSize(1);
            beans.invoke(names.iterator().next(), "requestStop", new Object[0], new String[0]);

            Awaitility.await().until(() -> !pipeline.runner().busy());
            RunRow run = ledger.runs().latest(1).getFirst();
            assertThat(run.status()).isEqualTo(Status.STOPPED);
            assertThat(ledger.stages().find(run.id(), "train").orElseThrow().status())
                    .isEqualTo(Status.STOPPED);
            assertThat(home.stopSignal())
                    .as("a stop that has ended a run is taken back")
                    .doesNotExist();
        }
    }

    @Test
    void aStopByTheMBeanThatFindsNothingToEndKeepsTheNightlyFromBeginningUntilItIsTakenBack() throws Exception {
        try (TestRoutes routes = start(Pipeline.Opening.ONE_SHOT)) {
            ObjectName bean = ManagementFactory.getPlatformMBeanServer()
                    .queryNames(new ObjectName("org.apache.camel:type=services,name=StopSignalService*,*"), null)
                    .iterator()
                    .next();
            call(bean, "requestStop");
            assertThat(StopSignal.inForce(home)).isTrue();

            routes.pipeline().runner().startNightly();

            assertThat(ledger.runs().latest(1)).isEmpty();
            assertThat(ledger.events().after(0, 100).getLast().message())
                    .isEqualTo("a cycle was due but " + StopSignal.told(home).getMessage());
            call(bean, "clearStop");
            assertThat(StopSignal.inForce(home)).isFalse();
            assertThat(routes.pipeline().runner().start(CycleOptions.of(CycleMode.FULL)))
                    .isTrue();
            Awaitility.await().until(() -> !routes.pipeline().runner().busy());
        }
    }

    private static void call(ObjectName bean, String operation) throws Exception {
        ManagementFactory.getPlatformMBeanServer().invoke(bean, operation, new Object[0], new String[0]);
    }

    @Test
    void theDaemonTakesWhatIsDroppedAndNothingElse() throws Exception {
        try (TestRoutes routes = start(Pipeline.Opening.DAEMON)) {
            Pipeline pipeline = routes.pipeline();
            assertThat(pipeline.routes()).contains("exports", "lessons", "nightly", "retries", "backup");
            for (int i = 0; i < 30; i++) {
                drop(home.exports(), "e" + i + ".txt", i % 3 == 0 ? "junk " + i : "Begin " + i);
            }
            drop(home.exports(), "unfinished.txt.part", "Begin");
            drop(home.lessonInbox(), "lesson_01.json", """
                    {"lesson_id":"l","lesson_name":"n",
                     "prompts":[{"id":"p","category":"c","instruction":"i","expected_dsl":"d"}]}""");

            Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
                assertThat(ledger.intake().counts("export"))
                        .containsEntry("processed", 20L)
                        .containsEntry("failed", 10L);
                assertThat(ledger.intake().counts("lesson")).containsEntry("processed", 1L);
            });
            assertThat(home.exports().resolve("unfinished.txt.part")).exists();
            assertThat(home.exports().resolve(".camel")).doesNotExist();
            assertThat(home.lessons().resolve("lesson_01.json")).exists();
            assertThat(routes.waiting()).isEmpty();
        }
    }

    @Test
    void aRouteOfTheHomeWinsOverTheProgramsOwn() throws Exception {
        Files.createDirectories(home.routes());
        Files.writeString(home.routes().resolve("cycle.yaml"), """
                - route:
                    id: cycle
                    from:
                      uri: direct:cycle
                      steps:
                        - to: direct:stage.report
                - route:
                    id: stage.report
                    from:
                      uri: direct:stage.report
                      steps:
                        - bean:
                            ref: stages
                            method: run('report', ${exchange})
                """);
        try (TestRoutes routes = start(Pipeline.Opening.ONE_SHOT)) {
            Pipeline pipeline = routes.pipeline();
            CycleReport report = pipeline.run(CycleOptions.of(CycleMode.FULL));

            assertThat(report.run().error()).isNull();
            assertThat(report.stages()).extracting(StageRow::id).containsExactly("report");
        }
    }

    @Test
    void onlyOneWorksInAHome() throws Exception {
        try (SingleOwner owner = SingleOwner.take(home)) {
            assertThat(owner).isNotNull();
            assertThat(SingleOwner.current(home).orElseThrow().pid())
                    .isEqualTo(ProcessHandle.current().pid());
            assertThatThrownBy(() -> SingleOwner.take(home))
                    .isInstanceOf(Fault.class)
                    .hasMessageContaining("process " + ProcessHandle.current().pid() + " already works in")
                    .hasMessageContaining("brewprint stop");
        }
        assertThat(SingleOwner.current(home)).isEmpty();
        SingleOwner.take(home).close();
    }

    private static void drop(Path inbox, String name, String text) throws Exception {
        Files.writeString(inbox.resolve(name), text);
    }
}
