package io.brewprint.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.brewprint.backup.BackupEntry;
import io.brewprint.backup.Backups;
import io.brewprint.backup.Manifest;
import io.brewprint.config.ConfigFile;
import io.brewprint.config.Fault;
import io.brewprint.config.PipelineConfig;
import io.brewprint.cycle.CycleMode;
import io.brewprint.cycle.CycleOptions;
import io.brewprint.cycle.FileStage;
import io.brewprint.cycle.StageContext;
import io.brewprint.cycle.StageResult;
import io.brewprint.ledger.Status;
import java.nio.file.Files;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class MilestonesTest extends RoutesTest {
    private Backups backups;

    @BeforeEach
    void input() throws Exception {
        Files.writeString(home.root().resolve("in.txt"), "input");
        backups = new Backups(home, PipelineConfig.defaults().backup());
    }

    @Test
    void aCycleMakesThemByItselfAndTheChampionsAdapterIsInThem() throws Exception {
        Files.createDirectories(home.adapterFinal(3));
        Files.writeString(home.adapterFinal(3).resolve("adapter_model.safetensors"), "weights");
        Files.writeString(home.adapter(3).resolve("training_config.json"), "{}");
        Files.writeString(home.models().resolve("champion.json"), "{\"version\":3}");

        try (TestRoutes routes = start(Pipeline.Opening.ONE_SHOT)) {
            routes.pipeline().run(CycleOptions.of(CycleMode.FULL));

            assertThat(triggers())
                    .containsExactly(
                            "milestone merge", "pre_train before training", "milestone train", "milestone exam");
            assertThat(backups.list())
                    .allSatisfy(entry -> assertThat(
                                    Objects.requireNonNull(entry.manifest()).files())
                            .as("champion.json, two files of its adapter, the ledger")
                            .isEqualTo(4));
            routes.pipeline().run(CycleOptions.of(CycleMode.FULL));
            assertThat(backups.list())
                    .as("a cycle in which nothing was done makes none")
                    .hasSize(4);
        }
        assertThat(ledger.events().after(0, 1000))
                .filteredOn(event -> event.kind().equals("backup"))
                .hasSize(4)
                .anyMatch(event -> event.message().startsWith("before training: pre_train-"));
    }

    @Test
    void whoWantsNoneGetsNone() throws Exception {
        Files.writeString(home.config(), "{\"backup\":{\"milestones\":false}}");
        PipelineConfig config = ConfigFile.load(home.config());

        try (TestRoutes routes =
                TestRoutes.open(home, config, ledger, new PipelineTest.Upper(), Pipeline.Opening.ONE_SHOT)) {
            routes.pipeline().run(CycleOptions.of(CycleMode.FULL));
        }

        assertThat(backups.list()).isEmpty();
    }

    @Test
    void oneThatCannotBeMadeStopsNoCycle() throws Exception {
        Files.writeString(home.backupKey(), "no key");

        try (TestRoutes routes = start(Pipeline.Opening.ONE_SHOT)) {
            assertThat(routes.pipeline()
                            .run(CycleOptions.of(CycleMode.FULL))
                            .run()
                            .status())
                    .isEqualTo(Status.DONE);
        }

        assertThat(ledger.events().after(0, 1000))
                .anyMatch(event -> event.message().startsWith("exam: could not be made: "));
    }

    @Test
    void aTrainingThatFailsHasItsBackupBeforeAndNoneAfter() throws Exception {
        FileStage failing = new FileStage("train") {
            @Override
            public StageResult run(StageContext context) {
                throw new Fault("bad", "no rows to learn from", "");
            }
        };

        try (TestRoutes routes = start(Pipeline.Opening.ONE_SHOT, failing)) {
            routes.pipeline().run(CycleOptions.of(CycleMode.FULL));
        }

        assertThat(triggers()).containsExactly("milestone merge", "pre_train before training");
    }

    private List<String> triggers() throws Exception {
        return backups.list().stream()
                .map(BackupEntry::manifest)
                .map(Objects::requireNonNull)
                .sorted(Comparator.comparing(Manifest::timestamp))
                .map(manifest -> manifest.category() + " " + manifest.trigger())
                .toList();
    }
}
