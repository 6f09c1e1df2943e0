package io.brewprint.cli.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.brewprint.cli.Called;
import io.brewprint.config.Home;
import io.brewprint.config.Json;
import io.brewprint.convert.BundledBase;
import io.brewprint.llama.ModelFolder;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelPretrainCommandTest {
    @TempDir
    Path folder;

    private Called pretrain(String... more) throws Exception {
        Home home = new Home(folder.resolve("home")).create();
        String[] all = new String[] {
            "--output",
            folder.resolve("out").toString(),
            "--dim",
            "16",
            "--layers",
            "1",
            "--heads",
            "2",
            "--kv-heads",
            "1",
            "--ffn",
            "32",
            "--vocab",
            "400",
            "--tokenizer-texts",
            "50",
            "--context",
            "768",
            "--batch",
            "2",
            "--save-steps",
            "2",
            "--things",
            "2",
            "--json"
        };
        String[] line = new String[all.length + more.length];
        System.arraycopy(all, 0, line, 0, all.length);
        System.arraycopy(more, 0, line, all.length, more.length);
        return Called.in(home.root(), "model pretrain", line);
    }

    @Test
    void a_base_is_made_and_written_to_be_handed_on_with_all_that_made_it() throws Exception {
        Called made = pretrain("--steps", "4");

        assertThat(made.code()).as(made.err()).isZero();
        Path base = Path.of(made.json().path("base").asText());
        JsonNode record = Json.PLAIN.readTree(base.resolve("base.json").toFile());
        assertThat(record.path("settings").path("plan").path("steps").asInt()).isEqualTo(4);
        assertThat(record.path("settings").path("left_out").get(0).asText()).isEqualTo("ui");
        assertThat(record.path("data_hash").asText()).hasSize(64);
        assertThat(record.path("tokens").asLong()).isPositive();
        assertThat(record.path("hours").isNumber()).isTrue();
        assertThat(record.path("validation_loss")).hasSize(2);
        assertThat(record.path("validation_loss").get(1).get(0).asInt()).isEqualTo(4);
        BundledBase.check(base);
        assertThat(ModelFolder.read(base).problems()).isEmpty();
        assertThat(pretrain("--steps", "5").out()).contains("holds a pretraining with other settings");
    }

    @Test
    void a_base_is_made_of_a_training_that_is_under_way() throws Exception {
        assertThat(pretrain("--steps", "3", "--finish", "2").out()).contains("no checkpoint to finish from");
        assertThat(pretrain("--steps", "3").code()).isZero();

        Called made = pretrain("--steps", "3", "--finish", "1");

        assertThat(made.code()).as(made.out()).isZero();
        Path base = Path.of(made.json().path("base").asText());
        assertThat(base).endsWith(Path.of("finish-2-in-1", "base"));
        BundledBase.check(base);
        JsonNode record = Json.PLAIN.readTree(base.resolve("base.json").toFile());
        assertThat(record.path("finished_in").asInt()).isEqualTo(1);
        assertThat(record.path("steps_done").asInt()).isEqualTo(3);
    }

    @Test
    void a_family_that_is_none_is_refused() throws Exception {
        assertThat(pretrain("--leave-out", "uii").out()).contains("uii");
    }
}
