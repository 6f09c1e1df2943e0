package io.brewprint.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.brewprint.compose.Composer;
import io.brewprint.config.Json;
import io.brewprint.convert.BundledBase;
import io.brewprint.train.Losses;
import io.brewprint.worker.BaseSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The base that comes with the program is the one that its record describes. */
class CommittedBaseTest {
    private static final Path BASE = Path.of("base");
    /** Steps between two entries of the log: the first of them is met. */
    private static final int LOGGED = 50;

    @TempDir
    Path folder;

    @Test
    void it_is_whole_and_no_larger_than_a_repository_bears() throws Exception {
        BundledBase.check(BASE);

        try (var files = Files.list(BASE)) {
            assertThat(files.mapToLong(file -> file.toFile().length()).sum()).isBetween(1L << 20, 16L << 20);
        }
    }

    /** A hundredth of the training, with the recorded settings: its tokenizer is the base's, its loss the curve's. */
    @Test
    @Tag("slow")
    void a_hundredth_of_it_trained_again_meets_its_curve() throws Exception {
        JsonNode record = Json.PLAIN.readTree(BASE.resolve("base.json").toFile());
        ObjectNode settings = record.path("settings").deepCopy();
        assumeThat(settings.remove("texts").asText())
                .as("the composer that made its texts: another one makes others, and its base is still to be trained")
                .isEqualTo(Composer.VERSION);
        settings.put("out", folder.toString()).put("finish", 0);
        BaseSpec spec = Json.MAPPER.treeToValue(settings, BaseSpec.class);
        List<Double> losses = new ArrayList<>();

        assertThat(BaseJob.pretrainer(spec, new Losses(losses, LOGGED)).run()).isEmpty();

        assertThat(folder.resolve("tokenizer/tokenizer.json")).hasSameBinaryContentAs(BASE.resolve("tokenizer.json"));
        JsonNode first = record.path("training_loss").get(0);
        assertThat(first.get(0).asInt()).isEqualTo(LOGGED);
        double mean = losses.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
        assertThat(mean).isCloseTo(first.get(1).asDouble(), within(0.01 * mean));
    }
}
