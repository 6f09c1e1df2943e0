package io.brewprint.tensor;

import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.brewprint.config.Json;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Tensors of one safetensors file or of a sharded set, memory-mapped: opening costs the headers alone, and a tensor's
 * bytes are read from disk when they are touched.
 *
 * <p>Format: u64 little-endian header length, JSON {@code {name: {dtype, shape, data_offsets}}}, raw bytes.
 */
public final class SafeTensors implements AutoCloseable {
    /**
     * One tensor.
     *
     * @param dtype safetensors' name: F32, F16, BF16, I8, U8, I64
     * @param shape row-major
     * @param data its bytes, little-endian, valid until the file is closed
     */
    public record Tensor(String dtype, Shape shape, MemorySegment data) {
        /** Number of elements. */
        public long elements() {
            return shape.size();
        }
    }

    /** A header above this size is not believed: 70B models have about 100 KB. */
    private static final long MAX_HEADER = 100L << 20;

    private static final ValueLayout.OfLong LONG_LE =
            ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final Arena arena = Arena.ofShared();
    private final Map<String, Tensor> tensors = new LinkedHashMap<>();
    private final Path source;

    private SafeTensors(Path source) {
        this.source = source;
    }

    /**
     * Opens {@code model.safetensors} of a folder, or all shards that {@code model.safetensors.index.json} names.
     *
     * @throws ModelFormatException if a file or shard is missing or damaged
     */
    public static SafeTensors openModel(Path folder) throws IOException {
        SafeTensors all = new SafeTensors(folder);
        try {
            Path index = folder.resolve("model.safetensors.index.json");
            if (Files.isRegularFile(index)) {
                TreeSet<String> shards = new TreeSet<>();
                ModelJson.read(index).path("weight_map").forEach(n -> shards.add(n.asText()));
                if (shards.isEmpty()) {
                    throw new ModelFormatException(index, "names no shards (weight_map)");
                }
                List<String> missing = new ArrayList<>();
                for (String shard : shards) {
                    Path file = folder.resolve(shard).normalize();
                    if (!file.startsWith(folder.normalize())) {
                        throw new ModelFormatException(index, "shard " + shard + " lies outside the model folder");
                    }
                    if (!Files.isRegularFile(file)) {
                        missing.add(shard);
                    }
                }
                if (!missing.isEmpty()) {
                    throw new ModelFormatException(
                            folder,
                            missing.size() + " of " + shards.size() + " shards missing ("
                                    + String.join(", ", missing.subList(0, Math.min(3, missing.size())))
                                    + (missing.size() > 3 ? ", .." : "") + "): the download is not complete");
                }
                for (String shard : shards) {
                    all.map(folder.resolve(shard));
                }
            } else {
                Path single = folder.resolve("model.safetensors");
                if (!Files.isRegularFile(single)) {
                    boolean pickled = Files.isRegularFile(folder.resolve("pytorch_model.bin"))
                            || Files.isRegularFile(folder.resolve("pytorch_model.bin.index.json"));
                    throw new ModelFormatException(
                            folder,
                            "no model.safetensors and no index of shards"
                                    + (pickled
                                            ? "; pytorch_model.bin is not read: download the safetensors files"
                                            : ""));
                }
                all.map(single);
            }
            return all;
        } catch (IOException | RuntimeException e) {
            all.close();
            throw e;
        }
    }

    /** Opens one file. */
    public static SafeTensors open(Path file) throws IOException {
        SafeTensors one = new SafeTensors(file);
        try {
            one.map(file);
            return one;
        } catch (IOException | RuntimeException e) {
            one.close();
            throw e;
        }
    }

    private void map(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long size = channel.size();
            ModelJson.refuseSubstitute(file);
            if (size < 10) {
                throw new ModelFormatException(file, size + " bytes is no safetensors file");
            }
            MemorySegment all = channel.map(FileChannel.MapMode.READ_ONLY, 0, size, arena);
            long headerLength = all.get(LONG_LE, 0);
            if (headerLength < 2 || headerLength > Math.min(MAX_HEADER, size - 8)) {
                throw new ModelFormatException(
                        file,
                        "header length " + headerLength + " cannot be: the file is cut "
                                + "off or no safetensors file");
            }
            byte[] header = all.asSlice(8, headerLength).toArray(ValueLayout.JAVA_BYTE);
            JsonNode json;
            try {
                json = Json.PLAIN.readTree(new String(header, StandardCharsets.UTF_8));
            } catch (JsonProcessingException e) {
                throw new ModelFormatException(
                        file, "the header is no JSON: the file is damaged or no safetensors file");
            }
            if (!json.isObject()) {
                throw new ModelFormatException(file, "the header is no JSON object: this is no safetensors file");
            }
            MemorySegment data = all.asSlice(8 + headerLength);
            for (Map.Entry<String, JsonNode> entry : json.properties()) {
                if (!entry.getKey().equals("__metadata__")) {
                    tensors.put(entry.getKey(), tensor(file, entry.getKey(), entry.getValue(), data));
                }
            }
        }
    }

    private static Tensor tensor(Path file, String name, JsonNode entry, MemorySegment data) {
        String dtype = entry.path("dtype").asText();
        JsonNode dims = entry.path("shape");
        long[] shape = new long[dims.size()];
        long bytes = bytesPerElement(dtype);
        if (bytes == 0) {
            throw new ModelFormatException(file, "tensor " + name + " has unknown type " + dtype);
        }
        for (int i = 0; i < shape.length; i++) {
            shape[i] = dims.get(i).asLong(-1);
            if (shape[i] < 0 || Math.multiplyHigh(bytes, shape[i]) != 0 || bytes * shape[i] < 0) {
                throw new ModelFormatException(
                        file, "tensor " + name + " has the shape " + dims + ", which cannot be: the file is damaged");
            }
            bytes *= shape[i];
        }
        long from = entry.path("data_offsets").path(0).asLong(-1);
        long to = entry.path("data_offsets").path(1).asLong(-1);
        if (from < 0 || to < from || to - from != bytes) {
            throw new ModelFormatException(
                    file,
                    "tensor " + name + " of type " + dtype + " and shape " + dims + " has " + bytes
                            + " bytes and is said to lie at " + from + ".." + to + ": the file is damaged");
        }
        if (to > data.byteSize()) {
            throw new ModelFormatException(
                    file,
                    "tensor " + name + " ends at byte " + to + " of the tensors, and only " + data.byteSize()
                            + " are there: the download is not complete");
        }
        return new Tensor(dtype, new Shape(shape), data.asSlice(from, bytes));
    }

    /** Bytes of a value of a type, 0 for types that are not known. */
    public static long bytesPerElement(String dtype) {
        return switch (dtype) {
            case "F64", "I64" -> 8;
            case "F32", "I32" -> 4;
            case "F16", "BF16", "I16" -> 2;
            case "I8", "U8", "BOOL" -> 1;
            default -> 0;
        };
    }

    /** Names and tensors in file order. */
    public Map<String, Tensor> tensors() {
        return Collections.unmodifiableMap(tensors);
    }

    /** Whether there is a tensor of that name. */
    public boolean has(String name) {
        return tensors.containsKey(name);
    }

    /**
     * The tensor called {@code name}, which must have {@code shape}.
     *
     * @throws ModelFormatException if it is absent or of another shape
     */
    public Tensor get(String name, long... shape) {
        Tensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new ModelFormatException(source, "tensor " + name + " is missing");
        }
        if (!tensor.shape.equals(new Shape(shape))) {
            throw new ModelFormatException(
                    source, "tensor " + name + " has shape " + tensor.shape + ", expected " + new Shape(shape));
        }
        return tensor;
    }

    @Override
    public void close() {
        arena.close();
    }
}
