package io.brewprint.llama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.JsonNode;
import io.brewprint.decode.PeerJlama;
import io.brewprint.decode.Peers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The same folder, written by us, read by us and by Jlama: another tokenizer, loader, rotary embedding and attention.
 */
class JlamaLogitsTest {
    private static final LlamaConfig.RopeScaling SCALED = new LlamaConfig.RopeScaling(8, 1, 4, 64);

    @TempDir
    Path folder;

    @ParameterizedTest(name = "tied {0}, rope scaling {1}, {2} of 8 heads for keys and values")
    @CsvSource({"true, false, 4", "false, true, 2", "true, true, 8"})
    void logits_agree_with_jlama(boolean tied, boolean scaled, int kvHeads) throws Exception {
        int vocab = TinyModels.tokenizer(folder);
        LlamaConfig config = new LlamaConfig(
                128,
                256,
                3,
                8,
                kvHeads,
                16,
                vocab,
                1e-5f,
                500_000,
                scaled ? SCALED : null,
                tied,
                256,
                vocab - 6,
                List.of(vocab - 5));
        long[] ids =
                LongStream.range(0, 90).map(i -> (i * 37 + 11) % (vocab - 6)).toArray();
        float[] ours;
        try (NDManager manager = NDManager.newBaseManager();
                LlamaModel model = LlamaModel.random(config, 5, manager)) {
            model.save(folder);
            TokenPositions at = model.positions(Packing.single(ids.length), manager);
            NDArray hidden = model.hidden(LlamaModel.ids(manager, ids), at, null, false);
            ours = model.logits(
                            hidden,
                            manager.create(LongStream.range(0, ids.length).toArray()))
                    .toFloatArray();
        }
        List<String> arguments = new ArrayList<>(List.of(folder.toString()));
        LongStream.of(ids).forEach(id -> arguments.add(Long.toString(id)));
        Files.createDirectories(folder.resolve("work"));

        JsonNode theirs = Peers.run(PeerJlama.class, folder.resolve("work"), arguments.toArray(String[]::new))
                .path("logits");

        double most = 0;
        double widest = 0;
        for (int t = 0; t < ids.length; t++) {
            assertThat(theirs.get(t)).hasSize(vocab);
            for (int v = 0; v < vocab; v++) {
                most = Math.max(most, Math.abs(theirs.get(t).get(v).asDouble() - ours[t * vocab + v]));
                widest = Math.max(widest, Math.abs(ours[t * vocab + v]));
            }
        }
        assertThat(widest).as("the logits say something").isGreaterThan(0.1);
        assertThat(most).isCloseTo(0, within(1e-3));
        System.out.printf("Jlama: largest difference %.2e of logits up to %.2f%n", most, widest);
    }
}
