package io.brewprint.llama;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.brewprint.config.AtomicFiles;
import io.brewprint.config.Json;
import io.brewprint.tensor.SafeTensors;
import io.brewprint.tensor.SafeTensorsWriter;
import io.brewprint.tensor.TensorData;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A model's weights as a precision holds them, kept in its folder, so that the next load costs no more than reading
 * them: {@code quantized/int8-bf16.safetensors}. It is used only as long as the files it was made from are the same.
 */
public final class QuantizedCopy {
    /** Raised when codes change their meaning. */
    private static final int VERSION = 1;

    private final Path model;
    private final Precision precision;

    public QuantizedCopy(Path model, Precision precision) {
        this.model = model;
        this.precision = precision;
    }

    /** The copy's place. */
    public Path file() {
        return model.resolve("quantized")
                .resolve(precision.linears().id() + "-" + precision.vocabulary().id() + ".safetensors");
    }

    /** Whether the copy is there and was made from the folder's present files. */
    public boolean isCurrent() throws IOException {
        Path note = note();
        return Files.isRegularFile(file())
                && Files.isRegularFile(note)
                && Json.PLAIN.readTree(note.toFile()).equals(Json.PLAIN.readTree(source().toString()));
    }

    /**
     * Makes the copy, one tensor in memory at a time.
     *
     * @param progress hears of each tensor; where it throws, nothing is kept
     */
    public void make(LoadProgress progress) throws IOException {
        LlamaConfig config = LlamaConfig.read(model);
        List<NamedShape> tensors = NamedShape.of(config);
        Files.createDirectories(file().getParent());
        Files.deleteIfExists(note());
        try (SafeTensors files = SafeTensors.openModel(model)) {
            Weights weights = Weights.of(files);
            SafeTensorsWriter writer = new SafeTensorsWriter();
            for (int i = 0; i < tensors.size(); i++) {
                add(writer, tensors.get(i), weights, i + 1, tensors.size(), progress);
            }
            writer.write(file());
        }
        AtomicFiles.write(note(), Json.PLAIN.writerWithDefaultPrettyPrinter().writeValueAsString(source()));
    }

    /** A matrix is encoded when its first array is written, and gone when its last one is. */
    private void add(
            SafeTensorsWriter writer,
            NamedShape tensor,
            Weights weights,
            int number,
            int total,
            LoadProgress progress) {
        List<Encoded.Part> layout = Encoded.layout(tensor.shape(), tensor.format(precision));
        Encoded[] held = new Encoded[1];
        for (int k = 0; k < layout.size(); k++) {
            int index = k;
            Encoded.Part part = layout.get(k);
            writer.add(tensor.name() + part.suffix(), part.dtype(), part.shape().getShape(), part.bytes(), out -> {
                if (index == 0) {
                    held[0] = weights.get(tensor.name(), tensor.shape(), tensor.format(precision));
                }
                TensorData.of(held[0].parts().get(index).data()).write(out);
                if (index == layout.size() - 1) {
                    held[0].close();
                    progress.tensor(number, total);
                }
            });
        }
    }

    /** Bytes that the copy will take. */
    public long bytes() throws IOException {
        return NamedShape.of(LlamaConfig.read(model)).stream()
                .flatMap(t -> Encoded.layout(t.shape(), t.format(precision)).stream())
                .mapToLong(Encoded.Part::bytes)
                .sum();
    }

    /** The matrices of an opened copy; their data stay in the mapped file. */
    static Weights weights(SafeTensors files) {
        return (name, shape, format) -> {
            List<Encoded.Part> parts = new ArrayList<>();
            for (Encoded.Part part : Encoded.layout(shape, format)) {
                SafeTensors.Tensor tensor =
                        files.get(name + part.suffix(), part.shape().getShape());
                parts.add(new Encoded.Part(part.suffix(), part.dtype(), part.shape(), tensor.data()));
            }
            return new Encoded(parts, Arena.ofConfined());
        };
    }

    private Path note() {
        return file().resolveSibling(file().getFileName() + ".json");
    }

    /** Names, sizes and times of the files that the copy is made from: hashing 140 GB would take minutes. */
    private ObjectNode source() throws IOException {
        ObjectNode json = Json.PLAIN.createObjectNode().put("version", VERSION);
        ObjectNode list = json.putObject("files");
        try (Stream<Path> files = Files.list(model)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".safetensors") || f.endsWith("config.json"))
                    .sorted()
                    .toList()) {
                list.put(
                        file.getFileName().toString(), Files.size(file) + " bytes, " + Files.getLastModifiedTime(file));
            }
        }
        return json;
    }
}
