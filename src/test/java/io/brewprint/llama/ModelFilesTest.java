package io.brewprint.llama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.brewprint.tensor.DType;
import io.brewprint.tensor.Floats;
import io.brewprint.tensor.ModelFormatException;
import io.brewprint.tensor.SafeTensors;
import io.brewprint.tensor.SafeTensorsWriter;
import io.brewprint.token.ChatTemplate;
import io.brewprint.token.ChatTemplate.Turn;
import io.brewprint.token.Tokenizer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Folders as downloads leave them, whole and not. */
class ModelFilesTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    @BeforeEach
    void makeFolder() throws Exception {
        TinyFolders.model(folder);
    }

    @Test
    void a_whole_folder_has_no_problems() throws Exception {
        ModelFolder read = ModelFolder.read(folder);

        assertThat(read.problems()).isEmpty();
        assertThat(read.bytes()).containsOnlyKeys("F32");
        assertThat(read.totalBytes()).isEqualTo(4 * read.config().parameters());
        assertThat(read.tokens()).isEqualTo(read.config().vocabSize());
        assertThat(read.chatTemplate()).isTrue();
        assertThat(read.caches()).isEmpty();
        assertThat(read.shards()).isEqualTo(1);
    }

    @Test
    void a_folder_of_tensors_inside_is_a_cache() throws Exception {
        Path cache = Files.createDirectories(folder.resolve("int8"));
        new SafeTensorsWriter().add("x", new long[] {4}, () -> new float[4]).write(cache.resolve("layer.safetensors"));

        assertThat(ModelFolder.read(folder).caches())
                .containsOnlyKeys("int8")
                .allSatisfy((name, size) -> assertThat(size).isGreaterThan(16));
    }

    @Test
    void missing_shards_are_counted_and_named() throws Exception {
        shards();
        Files.delete(folder.resolve("model-00002-of-00004.safetensors"));
        Files.delete(folder.resolve("model-00004-of-00004.safetensors"));

        refused()
                .hasMessageContaining("2 of 4 shards missing (model-00002-of-00004.safetensors, model-00004-of-00004")
                .hasMessageContaining("the download is not complete");
        assertThat(ModelFolder.read(folder).problems())
                .singleElement()
                .asString()
                .contains("2 of 4 shards");
    }

    @Test
    void a_file_shorter_than_its_header_says_is_a_partial_download() throws Exception {
        Path file = folder.resolve("model.safetensors");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(Files.size(file) / 2);
        }

        refused()
                .hasMessageContaining("model.safetensors: tensor ")
                .hasMessageContaining("are there: the download is not complete");
    }

    @Test
    void a_pointer_a_page_and_a_refusal_are_told_from_tensors() throws Exception {
        for (Map.Entry<String, String> entry : Map.of(
                        "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 4976698672\n", "git lfs pull",
                        "<!DOCTYPE html>\n<html><body>Please log in</body></html>", "gated model",
                        "{\"error\":\"Access to model x is restricted\"}", "error message of the server",
                        "Access to model meta/x is restricted. You must be authenticated", "licence")
                .entrySet()) {
            Files.writeString(folder.resolve("model.safetensors"), entry.getKey());
            refused().hasMessageContaining("model.safetensors: ").hasMessageContaining(entry.getValue());
        }
        Files.writeString(folder.resolve("config.json"), "<html>no</html>");
        assertThatThrownBy(() -> LlamaConfig.read(folder))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("config.json: a web page");
    }

    @Test
    void a_damaged_json_file_is_named_with_line_and_column() throws Exception {
        Files.writeString(folder.resolve("tokenizer.json"), "{\"model\":\n {\"type\": \"BPE\", }");

        assertThatThrownBy(() -> Tokenizer.load(folder))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("tokenizer.json:2:")
                .hasMessageContaining("download is not complete");
    }

    @Test
    void a_tensor_of_another_shape_is_named_with_both_shapes() throws Exception {
        edit("config.json", json -> json.put("intermediate_size", 48));

        assertThat(ModelFolder.read(folder).problems())
                .first()
                .asString()
                .contains("mlp.down_proj.weight has shape (16, 24), expected (16, 48)");
        assertThatThrownBy(() -> {
                    try (NDManager manager = NDManager.newBaseManager()) {
                        LlamaModel.load(folder, manager).close();
                    }
                })
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("expected (48, 16)");
    }

    @Test
    void a_folder_of_pickles_says_what_to_get() throws Exception {
        Files.move(folder.resolve("model.safetensors"), folder.resolve("pytorch_model.bin"));

        refused().hasMessageContaining("pytorch_model.bin is not read");
    }

    @Test
    void no_tokenizer_and_a_sentencepiece_file_alone_are_told_apart() throws Exception {
        Files.delete(folder.resolve("tokenizer.json"));
        assertThatThrownBy(() -> Tokenizer.load(folder))
                .hasMessageContaining("no tokenizer.json")
                .hasMessageNotContaining("alone");

        Files.writeString(folder.resolve("tokenizer.model"), "x");
        assertThatThrownBy(() -> Tokenizer.load(folder)).hasMessageContaining("tokenizer.model alone is not read");
    }

    @Test
    void a_tokenizer_that_the_library_refuses_is_one_line() throws Exception {
        edit("tokenizer.json", json -> ((ObjectNode) json.path("model")).put("type", "Unheard"));

        assertThatThrownBy(() -> Tokenizer.load(folder))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("tokenizer.json: ")
                .hasMessageNotContaining("\n");
    }

    @Test
    void tokenizer_and_model_of_different_families_are_a_problem() throws Exception {
        edit("config.json", json -> json.put("vocab_size", 300));

        assertThat(ModelFolder.read(folder).problems())
                .anySatisfy(problem -> assertThat(problem).contains("they do not belong together"));
    }

    @Test
    void what_no_llama_has_is_refused_by_its_field() throws Exception {
        for (Map.Entry<String, String> entry : Map.of(
                        "\"attention_bias\":true",
                        "attention_bias",
                        "\"mlp_bias\":true",
                        "mlp_bias",
                        "\"hidden_act\":\"gelu\"",
                        "\"gelu\"",
                        "\"quantization_config\":{\"quant_method\":\"awq\"}",
                        "awq",
                        "\"model_type\":\"mllama\"",
                        "\"mllama\"",
                        "\"rope_scaling\":{\"type\":\"yarn\",\"factor\":2}",
                        "\"yarn\"",
                        "\"head_dim\":3",
                        "head_dim 3")
                .entrySet()) {
            ObjectNode json = config();
            json.setAll((ObjectNode) JSON.readTree("{" + entry.getKey() + "}"));
            Files.writeString(folder.resolve("config.json"), json.toString());
            assertThatThrownBy(() -> LlamaConfig.read(folder))
                    .as(entry.getKey())
                    .isInstanceOf(ModelFormatException.class)
                    .hasMessageContaining(entry.getValue());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"sliding_window\":4096",
                "\"partial_rotary_factor\":0.5",
                "\"residual_multiplier\":0.22",
                "\"logit_scale\":0.0625",
                "\"num_local_experts\":8",
                "\"final_logit_softcapping\":30.0",
                "\"no_rope_layers\":[1,0]"
            })
    void the_arithmetic_of_relatives_is_refused_by_its_field(String field) throws Exception {
        ObjectNode json = config();
        json.setAll((ObjectNode) JSON.readTree("{" + field + "}"));
        Files.writeString(folder.resolve("config.json"), json.toString());

        assertThatThrownBy(() -> LlamaConfig.read(folder))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining(field.substring(1, field.indexOf('"', 1)) + " is ");
    }

    @Test
    void the_same_fields_may_say_that_nothing_is_changed() throws Exception {
        ObjectNode json = config();
        json.putNull("sliding_window").put("partial_rotary_factor", 1.0).put("num_local_experts", 0);
        json.putArray("no_rope_layers");
        Files.writeString(folder.resolve("config.json"), json.toString());

        assertThat(LlamaConfig.read(folder).layers()).isPositive();
    }

    @Test
    void llama_2_has_neither_grouped_heads_nor_a_theta_nor_a_list_of_ends() throws Exception {
        Files.writeString(folder.resolve("config.json"), """
                {"architectures":["LlamaForCausalLM"],"model_type":"llama","hidden_size":4096,"intermediate_size":11008,
                 "num_hidden_layers":32,"num_attention_heads":32,"vocab_size":32000,"rms_norm_eps":1e-05,
                 "max_position_embeddings":4096,"bos_token_id":1,"eos_token_id":2,"rope_scaling":null,"num_key_value_heads":null,
                 "pretraining_tp":1,"tie_word_embeddings":false,"hidden_act":"silu","torch_dtype":"float16"}""");

        LlamaConfig config = LlamaConfig.read(folder);

        assertThat(config.kvHeads()).isEqualTo(32);
        assertThat(config.ropeTheta()).isEqualTo(10_000);
        assertThat(config.ropeScaling()).isNull();
        assertThat(config.eos()).containsExactly(2);
        assertThat(config.parameters()).isEqualTo(6_738_415_616L);
    }

    @Test
    void llama_3_2_has_a_head_width_of_its_own_and_ends_in_its_generation_file() throws Exception {
        Files.writeString(folder.resolve("config.json"), """
                {"model_type":"llama","hidden_size":3072,"intermediate_size":8192,"num_hidden_layers":28,
                 "num_attention_heads":24,"num_key_value_heads":8,"head_dim":128,"vocab_size":128256,"rms_norm_eps":1e-05,
                 "max_position_embeddings":131072,"bos_token_id":128000,"eos_token_id":128001,"tie_word_embeddings":true,
                 "rope_theta":500000.0,"rope_scaling":{"factor":32.0,"low_freq_factor":1.0,"high_freq_factor":4.0,
                   "original_max_position_embeddings":8192,"rope_type":"llama3"}}""");
        Files.writeString(
                folder.resolve("generation_config.json"),
                "{\"eos_token_id\":[128001,128008,128009],\"temperature\":0.6}");

        LlamaConfig config = LlamaConfig.read(folder);

        assertThat(config.eos()).containsExactly(128001, 128008, 128009);
        assertThat(config)
                .usingRecursiveComparison()
                .ignoringFields("eos")
                .isEqualTo(ModelShapes.of("llama-3.2-3b").orElseThrow());
        assertThat(config.eos())
                .isEqualTo(ModelShapes.of("llama-3.2-3b").orElseThrow().eos());
    }

    @Test
    void rotary_settings_under_one_key_are_the_same_settings() throws Exception {
        ObjectNode json = config();
        json.remove(List.of("rope_theta", "rope_scaling"));
        json.putObject("rope_parameters")
                .put("rope_theta", 500_000.0)
                .put("rope_type", "llama3")
                .put("factor", 8.0)
                .put("low_freq_factor", 1.0)
                .put("high_freq_factor", 4.0)
                .put("original_max_position_embeddings", 8192);
        Files.writeString(folder.resolve("config.json"), json.toString());

        assertThat(LlamaConfig.read(folder).ropeTheta()).isEqualTo(500_000);
        assertThat(LlamaConfig.read(folder).ropeScaling()).isEqualTo(new LlamaConfig.RopeScaling(8, 1, 4, 8192));
        json.putObject("rope_parameters").put("rope_theta", 20_000.0).put("rope_type", "default");
        Files.writeString(folder.resolve("config.json"), json.toString());
        assertThat(LlamaConfig.read(folder).ropeScaling()).isNull();
    }

    @Test
    void llama_2_talks_in_its_own_format() throws Exception {
        edit("tokenizer.json", json -> {
            String[] names = {"<s>", "</s>", "<unk>", "<a>", "<b>", "<c>"};
            for (int i = 0; i < names.length; i++) {
                ((ObjectNode) json.path("added_tokens").get(i)).put("content", names[i]);
            }
        });
        try (Tokenizer tokenizer = Tokenizer.load(folder)) {
            ChatTemplate chat = ChatTemplate.of(folder, tokenizer);

            int[] prompt = chat.prompt("Be brief.", "Hi");
            int[] answer = chat.answer("Yes");

            assertThat(prompt[0]).isEqualTo(tokenizer.requireSpecial("<s>"));
            assertThat(tokenizer.decode(prompt, prompt.length))
                    .isEqualTo("[INST] <<SYS>>\nBe brief.\n<</SYS>>\n\nHi [/INST]");
            assertThat(answer[answer.length - 1])
                    .isEqualTo(tokenizer.requireSpecial("</s>"))
                    .isEqualTo(chat.endOfTurn());

            int[] talk = chat.conversation(List.of(
                            new Turn("system", "Be brief."),
                            new Turn("user", "Hi"),
                            new Turn("assistant", "Yes"),
                            new Turn("user", "Why")))
                    .ids();
            assertThat(tokenizer.decode(talk, talk.length))
                    .as("nothing that was said before is lost")
                    .isEqualTo("[INST] <<SYS>>\nBe brief.\n<</SYS>>\n\nHi [/INST]Yes[INST] Why [/INST]");
            assertThat(talk)
                    .startsWith(prompt)
                    .containsSequence(answer)
                    .doesNotContain(tokenizer.requireSpecial("<a>"));
            for (List<String> speakers : List.of(
                    List.of("user", "user"),
                    List.of("assistant"),
                    List.of("user", "assistant"),
                    List.of("user", "system"))) {
                assertThatThrownBy(() -> chat.conversation(
                                speakers.stream().map(s -> new Turn(s, "x")).toList()))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("user and assistant in turn");
            }
        }
    }

    @Test
    void a_template_is_found_in_a_file_of_its_own_and_among_several() throws Exception {
        edit(
                "tokenizer_config.json",
                json -> json.putArray("chat_template")
                        .addObject()
                        .put("name", "default")
                        .put("template", "one"));
        assertThat(ChatTemplate.text(folder)).isEqualTo("one");

        Files.writeString(folder.resolve("chat_template.jinja"), "own");
        assertThat(ChatTemplate.text(folder)).isEqualTo("own");
    }

    @Test
    void an_adapter_that_cannot_be_read_says_why() throws Exception {
        Path adapter = folder.resolve("adapter");
        TinyFolders.adapter(folder, adapter, "tiny");
        for (Map.Entry<String, String> entry : Map.of(
                        "{\"target_modules\":[\"lm_head\"]}",
                        "lm_head",
                        "{\"use_dora\":true}",
                        "use_dora is true",
                        "{\"r\":0}",
                        "rank >= 1",
                        "{\"rank_pattern\":{\"x\":3}}",
                        "rank_pattern")
                .entrySet()) {
            ObjectNode json = (ObjectNode)
                    JSON.readTree(adapter.resolve("adapter_config.json").toFile());
            json.setAll((ObjectNode) JSON.readTree(entry.getKey()));
            Path other = Files.createDirectories(folder.resolve("other"));
            Files.writeString(other.resolve("adapter_config.json"), json.toString());
            assertThatThrownBy(() -> PeftFiles.header(other))
                    .isInstanceOf(ModelFormatException.class)
                    .hasMessageContaining("adapter_config.json")
                    .hasMessageContaining(entry.getValue());
        }
        assertThat(new PeftFiles.Header("C:\\models\\base", LoraSpec.all(2, 4, 0)).baseName())
                .isEqualTo("base");
    }

    @Test
    void codes_of_8_bits_are_written_and_read_as_they_are() throws Exception {
        byte[] codes = {1, -2, 127, -128, 0, 5};
        Path file = folder.resolve("codes.safetensors");

        new SafeTensorsWriter()
                .add("q", "I8", new long[] {2, 3}, java.lang.foreign.MemorySegment.ofArray(codes))
                .add(
                        "h",
                        DType.BF16,
                        new long[] {3},
                        (from, into, count) -> java.util.Arrays.fill(into, 0, count, 1.5f))
                .write(file);

        try (SafeTensors read = SafeTensors.open(file)) {
            assertThat(read.get("q", 2, 3).data().toArray(java.lang.foreign.ValueLayout.JAVA_BYTE))
                    .containsExactly(codes);
            assertThat(Floats.of("h", read.get("h", 3))).containsExactly(1.5f, 1.5f, 1.5f);
        }
        assertThatThrownBy(() -> new SafeTensorsWriter()
                        .add("q", "I8", new long[] {7}, java.lang.foreign.MemorySegment.ofArray(codes))
                        .write(file))
                .hasMessageContaining("q: 6 bytes for shape (7)");
    }

    private AbstractThrowableAssert<?, ? extends Throwable> refused() {
        return assertThatThrownBy(() -> SafeTensors.openModel(folder).close())
                .isInstanceOf(ModelFormatException.class)
                .hasMessageNotContaining("\n");
    }

    private void shards() throws Exception {
        SafeTensorsWriter writer = new SafeTensorsWriter();
        for (int i = 0; i < 4; i++) {
            writer.add("t" + i, new long[] {8}, () -> new float[8]);
        }
        assertThat(writer.writeModel(folder, 32)).isEqualTo(4);
    }

    private ObjectNode config() throws Exception {
        return (ObjectNode) JSON.readTree("""
                {"model_type":"llama","hidden_size":16,"intermediate_size":24,"num_hidden_layers":2,"num_attention_heads":4,
                 "num_key_value_heads":2,"vocab_size":310,"rms_norm_eps":1e-05,"rope_theta":10000.0,"eos_token_id":1}""");
    }

    private void edit(String name, Consumer<ObjectNode> change) throws Exception {
        Path file = folder.resolve(name);
        ObjectNode json = (ObjectNode) JSON.readTree(file.toFile());
        change.accept(json);
        Files.writeString(file, json.toString());
    }
}
