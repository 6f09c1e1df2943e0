package io.brewprint.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.brewprint.decode.Completion;
import io.brewprint.decode.Generator;
import io.brewprint.decode.PeerLlamaCpp;
import io.brewprint.decode.Peers;
import io.brewprint.llama.LlamaConfig;
import io.brewprint.llama.LlamaModel;
import io.brewprint.llama.LoraAdapter;
import io.brewprint.llama.LoraSpec;
import io.brewprint.llama.PeftFiles;
import io.brewprint.llama.Projection;
import io.brewprint.llama.TinyModels;
import io.brewprint.tensor.DType;
import io.brewprint.tensor.Floats;
import io.brewprint.tensor.ModelFormatException;
import io.brewprint.tensor.SafeTensors;
import io.brewprint.tensor.SafeTensorsWriter;
import io.brewprint.token.ChatTemplate;
import io.brewprint.token.Tokenizer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GgufFilesTest {
    /** Its words are cut the same way by llama.cpp. */
    private static final String PROMPT = "EXEC NODE";

    @TempDir
    Path temporary;

    private Path folder;
    private Path gguf;
    private final NDManager manager = NDManager.newBaseManager();

    @BeforeEach
    void makeFolder() throws Exception {
        folder = Files.createDirectories(temporary.resolve("tiny"));
        gguf = temporary.resolve("tiny.gguf");
    }

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void llama_cpp_says_what_we_say_with_rope_scaling_and_grouped_heads() throws Exception {
        model(new LlamaConfig.RopeScaling(8, 1, 4, 16), false, 2);

        GgufFiles.Result written = GgufFiles.writeModel(folder, gguf, DType.F32);

        assertThat(written.tensors()).isEqualTo(3 + 2 * 9);
        assertThat(written.exactWords()).isFalse();
        comparesWith("-", ours(null));
    }

    @Test
    void llama_cpp_says_what_we_say_with_a_tied_head() throws Exception {
        model(null, true, 4);

        GgufFiles.writeModel(folder, gguf, DType.F32);

        comparesWith("-", ours(null));
    }

    @Test
    void llama_cpp_says_what_we_say_with_an_exported_adapter() throws Exception {
        model(null, false, 2);
        Path adapter = adapter(new LoraSpec(4, 8, 0, List.of(Projection.values()), true), "tiny");
        GgufFiles.writeModel(folder, gguf, DType.F32);
        Path lora = temporary.resolve("lora.gguf");

        assertThat(GgufFiles.writeAdapter(adapter, folder, lora).tensors()).isEqualTo(2 * 7 * 2);

        String adapted = ours(adapter);
        assertThat(adapted).isNotEqualTo(ours(null));
        comparesWith(lora.toString(), adapted);
    }

    @Test
    void smaller_types_are_about_half_the_size() throws Exception {
        model(null, false, 2);
        GgufFiles.writeModel(folder, gguf, DType.F32);
        long full = Files.size(gguf);

        for (DType type : List.of(DType.F16, DType.BF16)) {
            GgufFiles.writeModel(folder, gguf, type);
            assertThat(Files.size(gguf)).isBetween(full / 2, full * 6 / 10);
        }
        Peers.run(PeerLlamaCpp.class, temporary, gguf.toString(), "-", PROMPT, "3");
    }

    @Test
    void halves_of_a_head_become_neighbours() {
        assertThat(IntStream.range(0, 12)
                        .mapToLong(row -> GgufFiles.source(row, 6))
                        .toArray())
                .containsExactly(0, 3, 1, 4, 2, 5, 6, 9, 7, 10, 8, 11);
    }

    @Test
    void an_adapter_for_another_base_is_refused_with_both_names() throws Exception {
        model(null, false, 2);
        Path adapter = adapter(LoraSpec.all(2, 4, 0), "owner/Llama-3.1-8B");

        assertThatThrownBy(() -> GgufFiles.writeAdapter(adapter, folder, gguf))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("trained on Llama-3.1-8B and not on tiny");
        assertThat(gguf).doesNotExist();
    }

    @Test
    void a_vocabulary_that_is_not_byte_level_is_refused() throws Exception {
        model(null, false, 2);
        Path file = folder.resolve("tokenizer.json");
        ObjectNode json = (ObjectNode) new ObjectMapper().readTree(file.toFile());
        ((ObjectNode) json.path("model")).put("byte_fallback", true);
        Files.writeString(file, json.toString());

        assertThatThrownBy(() -> GgufFiles.writeModel(folder, gguf, DType.F32)).hasMessageContaining("byte-level BPE");
    }

    private void comparesWith(String adapter, String expected) throws Exception {
        JsonNode said = Peers.run(PeerLlamaCpp.class, temporary, gguf.toString(), adapter, PROMPT, "20");
        try (Tokenizer tokenizer = Tokenizer.load(folder)) {
            int[] ids = tokenizer.encode(PROMPT);
            List<Integer> theirs =
                    said.path("prompt").valueStream().map(JsonNode::asInt).toList();
            assertThat(theirs.subList(theirs.size() - ids.length, theirs.size()))
                    .containsExactlyElementsOf(IntStream.of(ids).boxed().toList());
        }
        assertThat(said.path("text").asText()).isEqualTo(expected);
    }

    private String ours(Path adapter) throws Exception {
        try (LlamaModel model = LlamaModel.load(folder, manager);
                Tokenizer tokenizer = Tokenizer.load(folder)) {
            if (adapter != null) {
                PeftFiles.merge(adapter, model);
            }
            int[] text = tokenizer.encode(PROMPT);
            int[] prompt = new int[text.length + 1];
            prompt[0] = tokenizer.requireSpecial(ChatTemplate.BEGIN);
            System.arraycopy(text, 0, prompt, 1, text.length);
            try (Generator generator = new Generator(model, tokenizer)) {
                Completion answer =
                        generator.generate(List.of(prompt), 20, () -> false).getFirst();
                assertThat(answer.tokens()).isEqualTo(20);
                return answer.text();
            }
        }
    }

    /** A random model that says printable ASCII alone: what the embedding has for other tokens points nowhere. */
    private void model(LlamaConfig.RopeScaling scaling, boolean tied, int kvHeads) throws Exception {
        int vocab = TinyModels.tokenizer(folder);
        LlamaConfig config = new LlamaConfig(
                32, 64, 2, 4, kvHeads, 8, vocab, 1e-5f, 10_000, scaling, tied, 128, vocab - 6, List.of(vocab - 2));
        try (LlamaModel model = LlamaModel.random(config, 11, manager)) {
            model.save(folder);
        }
        Random random = new Random(3);
        boolean[] said = new boolean[vocab];
        new ObjectMapper()
                .readTree(folder.resolve("tokenizer.json").toFile())
                .path("model")
                .path("vocab")
                .properties()
                .forEach(e -> said[e.getValue().asInt()] = e.getKey().chars().allMatch(c -> c > ' ' && c <= '~'));
        Path file = folder.resolve("model.safetensors");
        Path copy = temporary.resolve("copy.safetensors");
        try (SafeTensors old = SafeTensors.open(file)) {
            SafeTensorsWriter writer = new SafeTensorsWriter();
            old.tensors().forEach((name, tensor) -> {
                boolean head = name.equals(tied ? "model.embed_tokens.weight" : "lm_head.weight");
                writer.add(name, tensor.shape().getShape(), () -> {
                    float[] values = Floats.of(name, tensor);
                    for (int i = 0; i < values.length; i++) {
                        // wide apart, so that rounding decides nothing
                        values[i] = head
                                ? (said[i / 32] ? (float) random.nextGaussian() : 0)
                                : values[i] * (tensor.shape().dimension() == 2 ? 10 : 1);
                    }
                    return values;
                });
            });
            writer.write(copy);
        }
        Files.move(copy, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }

    private Path adapter(LoraSpec spec, String base) throws Exception {
        Path out = Files.createDirectories(temporary.resolve("adapter"));
        Random random = new Random(9);
        try (LoraAdapter adapter = new LoraAdapter(LlamaConfig.read(folder), spec, manager, (layer, p, b, shape) -> {
            float[] values = new float[(int) (shape[0] * shape[1])];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) random.nextGaussian() * 0.2f;
            }
            return values;
        })) {
            PeftFiles.write(adapter, base, out);
        }
        return out;
    }
}
