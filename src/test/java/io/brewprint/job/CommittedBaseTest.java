package io.brewprint.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

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

    @TempDir
    Path folder;

    @Test
    void it_is_whole_and_no_larger_than_a_repository_bears() throws Exception {
        BundledBase.check(BASE);

        try (var files = Files.list(BASE)) {
            assertThat(files.mapToLong(file -> file.toFile().length()).sum()).isBetween(1L << 20, 16L << 20);
        }
    }

    /**
     * Its first steps with the recorded settings, on a CPU whatever it was made on: its tokenizer is the base's, its
     * loss the curve's. A hundredth of it would take a CPU half an hour.
     */
    @Test
    @Tag("slow")
    void its_first_steps_trained_again_meet_its_curve() throws Exception {
        JsonNode record = Json.PLAIN.readTree(BASE.resolve("base.json").toFile());
        ObjectNode settings = record.path("settings").deepCopy();
        assertThat(settings.remove("texts").asText())
                .as("the composer that made its texts: another one makes others, and its base is to be trained")
                .isEqualTo(Composer.VERSION);
        settings.put("out", folder.toString()).put("finish", 0);
        BaseSpec spec = Json.MAPPER.treeToValue(settings, BaseSpec.class);
        JsonNode curve = record.path("training_loss");
        int first = curve.get(0).get(0).asInt();
        int second = curve.get(1).get(0).asInt();
        List<Double> losses = new ArrayList<>();

        assertThat(BaseJob.pretrainer(spec, new Losses(losses, second)).run()).isEmpty();

        assertThat(folder.resolve("tokenizer/tokenizer.json")).hasSameBinaryContentAs(BASE.resolve("tokenizer.json"));
        assertThat(mean(losses.subList(0, first))).isCloseTo(curve.get(0).get(1).asDouble(), withinPercentage(1));
        assertThat(mean(losses.subList(first, second)))
                .isCloseTo(curve.get(1).get(1).asDouble(), withinPercentage(1));
    }

    private static double mean(List<Double> losses) {
        return losses.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }
}
