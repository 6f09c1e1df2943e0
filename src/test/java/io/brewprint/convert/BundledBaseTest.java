package io.brewprint.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.brewprint.config.Fault;
import io.brewprint.config.Json;
import io.brewprint.llama.ModelFolder;
import io.brewprint.llama.TinyFolders;
import io.brewprint.tensor.Floats;
import io.brewprint.tensor.SafeTensors;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundledBaseTest {
    @TempDir
    Path folder;

    private Path model;
    private Path base;

    @BeforeEach
    void makeModel() throws Exception {
        model = folder.resolve("model");
        base = folder.resolve("base");
        TinyFolders.model(model);
        BundledBase.write(model, base, Json.PLAIN.createObjectNode().put("command", "model pretrain"));
    }

    @Test
    void it_is_half_as_large_holds_the_same_weights_and_tells_how_it_was_made() throws Exception {
        JsonNode record = Json.PLAIN.readTree(base.resolve("base.json").toFile());

        assertThat(record.path("command").asText()).isEqualTo("model pretrain");
        assertThat(record.path("files").size()).isEqualTo(4);
        assertThat(Files.size(base.resolve("model.safetensors")))
                .isLessThan(6 * Files.size(model.resolve("model.safetensors")) / 10);
        assertThat(ModelFolder.read(base).problems()).isEmpty();
        try (SafeTensors before = SafeTensors.openModel(model);
                SafeTensors after = SafeTensors.openModel(base)) {
            String name = "model.embed_tokens.weight";
            float[] was = Floats.of(name, before.tensors().get(name));
            float[] is = Floats.of(name, after.tensors().get(name));
            for (int i = 0; i < was.length; i++) {
                assertThat(is[i])
                        .isCloseTo(was[i], org.assertj.core.data.Offset.offset(Math.abs(was[i]) / 128 + 1e-30f));
            }
        }
        BundledBase.check(base);
    }

    @Test
    void a_file_that_is_another_or_is_gone_is_refused_by_name() throws Exception {
        byte[] weights = Files.readAllBytes(base.resolve("model.safetensors"));
        weights[weights.length - 1] ^= 1;
        Files.write(base.resolve("model.safetensors"), weights);

        assertThatThrownBy(() -> BundledBase.check(base))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("model.safetensors")
                .hasMessageContaining("not the one that base.json records");
        Files.delete(base.resolve("model.safetensors"));
        assertThatThrownBy(() -> BundledBase.check(base)).hasMessageContaining("is missing");
    }

    @Test
    void a_folder_without_a_record_is_its_owners_affair() throws Exception {
        BundledBase.check(model);
        assertThat(model.resolve("base.json")).doesNotExist();
    }
}
