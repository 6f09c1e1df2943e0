package io.brewprint.convert;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.brewprint.config.AtomicFiles;
import io.brewprint.config.Json;
import io.brewprint.llama.LlamaConfig;
import io.brewprint.llama.LoraSpec;
import io.brewprint.llama.PeftFiles;
import io.brewprint.llama.Projection;
import io.brewprint.tensor.DType;
import io.brewprint.tensor.Floats;
import io.brewprint.tensor.ModelFormatException;
import io.brewprint.tensor.SafeTensors;
import io.brewprint.tensor.SafeTensorsWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes a base model with an adapter added to its weights, W + scale·B·A, as a model folder of its own. Weights are
 * read from mapped files and written block by block, so that a model of any size needs little memory.
 */
public final class AdapterMerge {
    /**
     * What was written.
     *
     * @param tensors weights in all
     * @param changed weights that the adapter changed
     * @param files safetensors files
     * @param dtype type of the weights written
     */
    public record Result(int tensors, int changed, int files, DType dtype) {}

    private static final List<String> COPIED = List.of(
            "tokenizer.json",
            "tokenizer_config.json",
            "special_tokens_map.json",
            "generation_config.json",
            "chat_template.jinja",
            "tokenizer.model");

    private final LlamaConfig config;
    private final LoraSpec spec;
    private final SafeTensors adapter;
    private final Map<String, Projection> places = new HashMap<>();

    private AdapterMerge(LlamaConfig config, LoraSpec spec, SafeTensors adapter) {
        this.config = config;
        this.spec = spec;
        this.adapter = adapter;
        for (int layer = 0; layer < config.layers(); layer++) {
            for (Projection p : spec.targets()) {
                places.put("model.layers." + layer + "." + p.path() + ".weight", p);
            }
        }
    }

    /**
     * Merges.
     *
     * @param dtype type of the weights written; null for bf16 where the base is half precision, else f32
     * @param shardBytes a larger model is cut into files of at most this size
     * @throws ModelFormatException if the adapter was trained on another base, by name or by shape
     */
    public static Result merge(Path base, Path adapterFolder, Path out, @Nullable DType dtype, long shardBytes)
            throws IOException {
        PeftFiles.Header header = PeftFiles.header(adapterFolder);
        header.requireBase(
                adapterFolder, String.valueOf(base.toAbsolutePath().normalize().getFileName()));
        LlamaConfig config = LlamaConfig.read(base);
        Path work = out.resolveSibling(out.getFileName() + ".tmp");
        AtomicFiles.deleteTree(work);
        Files.createDirectories(work);
        try (SafeTensors weights = SafeTensors.openModel(base);
                SafeTensors tensors = PeftFiles.open(adapterFolder, header.spec(), config)) {
            DType type = dtype != null ? dtype : natural(weights);
            AdapterMerge merge = new AdapterMerge(config, header.spec(), tensors);
            SafeTensorsWriter writer = new SafeTensorsWriter();
            int changed = 0;
            for (var entry : weights.tensors().entrySet()) {
                changed += merge.add(writer, entry.getKey(), entry.getValue(), type) ? 1 : 0;
            }
            if (changed != merge.places.size()) {
                throw new ModelFormatException(
                        base,
                        "the adapter changes " + merge.places.size() + " weights, and the model has only " + changed
                                + " of them");
            }
            int files = writer.writeModel(work, shardBytes);
            describe(base, work, type);
            Files.move(work, out, StandardCopyOption.ATOMIC_MOVE);
            return new Result(weights.tensors().size(), changed, files, type);
        } finally {
            AtomicFiles.deleteTree(work);
        }
    }

    private static DType natural(SafeTensors weights) {
        return weights.tensors().values().stream().allMatch(t -> t.dtype().equals("F32")) ? DType.F32 : DType.BF16;
    }

    private boolean add(SafeTensorsWriter writer, String name, SafeTensors.Tensor tensor, DType type) {
        long[] shape = tensor.shape().getShape();
        Projection place = places.get(name);
        if (place == null) {
            writer.add(name, type, shape, (from, into, count) -> Floats.read(name, tensor, from, into, count));
            return false;
        }
        int in = place.in(config);
        int out = place.out(config);
        int rank = spec.rank();
        String stem = "base_model.model." + name.substring(0, name.length() - ".weight".length());
        SafeTensors.Tensor a = adapter.get(stem + ".lora_A.weight", rank, in);
        SafeTensors.Tensor b = adapter.get(stem + ".lora_B.weight", out, rank);
        if (shape.length != 2 || shape[0] != out || shape[1] != in) {
            throw new ModelFormatException(
                    "tensor " + name + " has shape " + tensor.shape() + ", expected (" + out + ", " + in + ")");
        }
        Factors factors = new Factors(a, b, in, rank, (float) spec.scale());
        writer.add(name, type, shape, (from, into, count) -> {
            Floats.read(name, tensor, from, into, count);
            factors.addTo(from, into, count);
        });
        return true;
    }

    /** scale·B·A of one weight; the factors are read when the first block asks for them. */
    private static final class Factors {
        private final SafeTensors.Tensor a;
        private final SafeTensors.Tensor b;
        private final int in;
        private final int rank;
        private final float scale;
        private float[] down = {};
        private float[] up = {};

        Factors(SafeTensors.Tensor a, SafeTensors.Tensor b, int in, int rank, float scale) {
            this.a = a;
            this.b = b;
            this.in = in;
            this.rank = rank;
            this.scale = scale;
        }

        void addTo(long from, float[] into, int count) {
            if (from == 0) {
                down = Floats.of("lora_A", a);
                up = Floats.of("lora_B", b);
            }
            int first = Math.toIntExact(from / in);
            int last = Math.toIntExact((from + count - 1) / in);
            IntStream.rangeClosed(first, last).parallel().forEach(row -> {
                long start = Math.max(from, (long) row * in);
                long end = Math.min(from + count, (row + 1L) * in);
                row(row, (int) (start - (long) row * in), into, (int) (start - from), (int) (end - start));
            });
            if (from + count == a.shape().get(1) * b.shape().get(0)) {
                down = new float[0];
                up = new float[0];
            }
        }

        private void row(int row, int column, float[] into, int at, int count) {
            for (int k = 0; k < rank; k++) {
                float factor = scale * up[row * rank + k];
                int source = k * in + column;
                for (int i = 0; i < count; i++) {
                    into[at + i] += factor * down[source + i];
                }
            }
        }
    }

    private static void describe(Path base, Path work, DType type) throws IOException {
        // the base's own file: keys that this program does not know stay
        ObjectNode json =
                (ObjectNode) Json.PLAIN.readTree(base.resolve("config.json").toFile());
        json.put("torch_dtype", type.torch());
        Json.PLAIN
                .writerWithDefaultPrettyPrinter()
                .writeValue(work.resolve("config.json").toFile(), json);
        for (String name : COPIED) {
            Optional<Path> file = Optional.of(base.resolve(name)).filter(Files::isRegularFile);
            if (file.isPresent()) {
                Files.copy(file.get(), work.resolve(name));
            }
        }
    }
}
