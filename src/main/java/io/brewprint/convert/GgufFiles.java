package io.brewprint.convert;

import io.brewprint.config.Json;
import io.brewprint.llama.LlamaConfig;
import io.brewprint.llama.LoraSpec;
import io.brewprint.llama.PeftFiles;
import io.brewprint.llama.Projection;
import io.brewprint.llama.Rope;
import io.brewprint.tensor.DType;
import io.brewprint.tensor.Floats;
import io.brewprint.tensor.GgufWriter;
import io.brewprint.tensor.ModelFormatException;
import io.brewprint.tensor.SafeTensors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * Models and adapters as llama.cpp reads them. Its rotary embedding takes neighbours as pairs, so that rows of q and k
 * move.
 */
public final class GgufFiles {
    private static final Map<Projection, String> NAMES = Map.of(
            Projection.Q,
            "attn_q",
            Projection.K,
            "attn_k",
            Projection.V,
            "attn_v",
            Projection.O,
            "attn_output",
            Projection.GATE,
            "ffn_gate",
            Projection.UP,
            "ffn_up",
            Projection.DOWN,
            "ffn_down");

    /**
     * What was written.
     *
     * @param tensors tensors in the file
     * @param exactWords whether llama.cpp cuts text into words as the model's tokenizer does; if not, hand it tokens
     */
    public record Result(int tensors, boolean exactWords) {}

    private GgufFiles() {}

    /**
     * Writes a whole model with its vocabulary.
     *
     * @param type type of the matrices; norms are f32 always
     * @throws ModelFormatException if the folder is no complete LLaMA with a byte-level BPE tokenizer
     */
    public static Result writeModel(Path folder, Path file, DType type) throws IOException {
        LlamaConfig c = LlamaConfig.read(folder);
        GgufWriter out = new GgufWriter()
                .put("general.architecture", "llama")
                .put("general.type", "model")
                .put(
                        "general.name",
                        String.valueOf(folder.toAbsolutePath().normalize().getFileName()))
                .put("general.alignment", 32)
                .put(
                        "general.file_type",
                        switch (type) {
                            case F32 -> 0;
                            case F16 -> 1;
                            case BF16 -> 32;
                        })
                .put("llama.vocab_size", c.vocabSize())
                .put("llama.context_length", c.maxPositions())
                .put("llama.embedding_length", c.hiddenSize())
                .put("llama.block_count", c.layers())
                .put("llama.feed_forward_length", c.intermediateSize())
                .put("llama.rope.dimension_count", c.headDim())
                .put("llama.rope.freq_base", (float) c.ropeTheta())
                .put("llama.attention.head_count", c.heads())
                .put("llama.attention.head_count_kv", c.kvHeads())
                .put("llama.attention.key_length", c.headDim())
                .put("llama.attention.value_length", c.headDim())
                .put("llama.attention.layer_norm_rms_epsilon", c.normEps());
        GgufVocabulary.put(out, folder, c);
        try (SafeTensors tensors = SafeTensors.openModel(folder)) {
            Matrices matrices = new Matrices(tensors, out, type);
            matrices.add("token_embd.weight", "model.embed_tokens.weight", 0, c.vocabSize(), c.hiddenSize());
            if (c.ropeScaling() != null) {
                float[] factors = ropeFactors(c);
                out.add(
                        "rope_freqs.weight",
                        DType.F32,
                        new long[] {factors.length},
                        (from, into, count) -> System.arraycopy(factors, (int) from, into, 0, count));
            }
            for (int i = 0; i < c.layers(); i++) {
                String to = "blk." + i + ".";
                String from = "model.layers." + i + ".";
                matrices.add(to + "attn_norm.weight", from + "input_layernorm.weight", 0, c.hiddenSize());
                matrices.add(to + "ffn_norm.weight", from + "post_attention_layernorm.weight", 0, c.hiddenSize());
                for (Projection p : Projection.values()) {
                    matrices.add(
                            to + NAMES.get(p) + ".weight", from + p.path() + ".weight", moved(p, c), p.out(c), p.in(c));
                }
            }
            matrices.add("output_norm.weight", "model.norm.weight", 0, c.hiddenSize());
            if (!c.tiedHead()) {
                matrices.add("output.weight", "lm_head.weight", 0, c.vocabSize(), c.hiddenSize());
            }
            out.write(file);
            boolean exact = GgufVocabulary.isLlama3(
                    Json.PLAIN.readTree(folder.resolve("tokenizer.json").toFile()));
            return new Result(matrices.count, exact);
        }
    }

    /**
     * Writes an adapter alone.
     *
     * @param base folder of the model that it was trained on
     * @throws ModelFormatException if it was trained on another one
     */
    public static Result writeAdapter(Path adapter, Path base, Path file) throws IOException {
        PeftFiles.Header header = PeftFiles.header(adapter);
        header.requireBase(
                adapter, String.valueOf(base.toAbsolutePath().normalize().getFileName()));
        LlamaConfig c = LlamaConfig.read(base);
        LoraSpec spec = header.spec();
        GgufWriter out = new GgufWriter()
                .put("general.architecture", "llama")
                .put("general.type", "adapter")
                .put(
                        "general.name",
                        String.valueOf(adapter.toAbsolutePath().normalize().getFileName()))
                .put("general.alignment", 32)
                .put("general.file_type", 0)
                .put("adapter.type", "lora")
                // llama.cpp divides by the rank whatever the training did
                .put("adapter.lora.alpha", (float) (spec.scale() * spec.rank()));
        try (SafeTensors tensors = PeftFiles.open(adapter, spec, c)) {
            Matrices matrices = new Matrices(tensors, out, DType.F32);
            for (int i = 0; i < c.layers(); i++) {
                for (Projection p : spec.targets()) {
                    String to = "blk." + i + "." + NAMES.get(p) + ".weight.lora_";
                    matrices.add(to + "a", PeftFiles.name(i, p, false), 0, spec.rank(), p.in(c));
                    matrices.add(to + "b", PeftFiles.name(i, p, true), moved(p, c), p.out(c), spec.rank());
                }
            }
            out.write(file);
            return new Result(matrices.count, true);
        }
    }

    private static int moved(Projection p, LlamaConfig c) {
        return p == Projection.Q || p == Projection.K ? c.headDim() : 0;
    }

    /** By what llama.cpp must divide each frequency to have Llama 3's scaled ones. */
    private static float[] ropeFactors(LlamaConfig c) {
        double[] scaled = Rope.frequencies(c);
        float[] factors = new float[scaled.length];
        for (int i = 0; i < factors.length; i++) {
            factors[i] = (float) (Math.pow(c.ropeTheta(), -2.0 * i / c.headDim()) / scaled[i]);
        }
        return factors;
    }

    /** Row of the Hugging Face matrix that becomes row {@code row}: halves of a head become neighbours. */
    static long source(long row, int headDim) {
        long inHead = row % headDim;
        return row - inHead + inHead % 2 * (headDim / 2) + inHead / 2;
    }

    private static final class Matrices {
        private final SafeTensors tensors;
        private final GgufWriter out;
        private final DType type;
        private int count;

        Matrices(SafeTensors tensors, GgufWriter out, DType type) {
            this.tensors = tensors;
            this.out = out;
            this.type = type;
        }

        /** Adds a tensor; rows of heads of {@code headDim} move if that is not 0. */
        void add(String to, String name, int headDim, long... shape) {
            SafeTensors.Tensor tensor = tensors.get(name, shape);
            count++;
            out.add(to, shape.length == 1 ? DType.F32 : type, shape, (from, into, many) -> {
                if (headDim == 0) {
                    Floats.read(name, tensor, from, into, many);
                    return;
                }
                int width = (int) shape[1];
                float[] part = new float[width];
                for (long at = from; at < from + many; ) {
                    int column = (int) (at % width);
                    int length = (int) Math.min(width - column, from + many - at);
                    Floats.read(name, tensor, source(at / width, headDim) * width + column, part, length);
                    System.arraycopy(part, 0, into, (int) (at - from), length);
                    at += length;
                }
            });
        }
    }
}
