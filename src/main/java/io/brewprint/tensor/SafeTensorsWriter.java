package io.brewprint.tensor;

import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.brewprint.config.AtomicFiles;
import io.brewprint.config.Json;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Writes safetensors files, a block of one tensor in memory at a time, and puts each in place only when it is whole and
 * on disk: a crash or a full disk leaves the file that was there before.
 */
public final class SafeTensorsWriter {
    private record Entry(String dtype, Shape shape, long bytes, TensorData data) {}

    private final Map<String, Entry> entries = new LinkedHashMap<>();

    /** Adds an f32 tensor; {@code values} is called once, while writing, and must give the shape's number of floats. */
    public SafeTensorsWriter add(String name, long[] shape, Supplier<float[]> values) {
        Shape wanted = new Shape(shape);
        return add(name, "F32", shape, wanted.size() * Float.BYTES, out -> {
            float[] all = values.get();
            if (all.length != wanted.size()) {
                throw new IllegalStateException(name + ": " + all.length + " values for shape " + wanted);
            }
            TensorData.of(
                            DType.F32,
                            all.length,
                            (from, into, count) -> System.arraycopy(all, (int) from, into, 0, count))
                    .write(out);
        });
    }

    /** Adds a tensor of any size whose values are computed block by block while it is written. */
    public SafeTensorsWriter add(String name, DType type, long[] shape, TensorData.Values values) {
        long size = new Shape(shape).size();
        return add(name, type.name(), shape, size * type.bytes(), TensorData.of(type, size, values));
    }

    /** Adds a tensor as the bytes that it has: I8 or U8 codes, or any type copied from another file. */
    public SafeTensorsWriter add(String name, String dtype, long[] shape, MemorySegment bytes) {
        long expected = new Shape(shape).size() * SafeTensors.bytesPerElement(dtype);
        if (bytes.byteSize() != expected || expected < 0) {
            throw new IllegalArgumentException(
                    name + ": " + bytes.byteSize() + " bytes for shape " + new Shape(shape) + " of " + dtype);
        }
        return add(name, dtype, shape, expected, TensorData.of(bytes));
    }

    /** Adds a tensor of {@code bytes} bytes that are made while they are written. */
    public SafeTensorsWriter add(String name, String dtype, long[] shape, long bytes, TensorData data) {
        if (entries.putIfAbsent(name, new Entry(dtype, new Shape(shape), bytes, data)) != null) {
            throw new IllegalArgumentException("tensor " + name + " is added twice");
        }
        return this;
    }

    /** Writes everything added to {@code file}, atomically. */
    public void write(Path file) throws IOException {
        write(file, entries);
    }

    /**
     * Writes everything added as {@code model.safetensors}, or, where that would exceed {@code shardBytes}, as
     * {@code model-0000i-of-0000n.safetensors} with their index.
     *
     * @return files written, the index left out
     */
    public int writeModel(Path folder, long shardBytes) throws IOException {
        List<Map<String, Entry>> shards = new ArrayList<>(List.of(new LinkedHashMap<>()));
        long filled = 0;
        long total = 0;
        for (Map.Entry<String, Entry> entry : entries.entrySet()) {
            long bytes = entry.getValue().bytes();
            if (filled > 0 && filled + bytes > shardBytes) {
                shards.add(new LinkedHashMap<>());
                filled = 0;
            }
            shards.getLast().put(entry.getKey(), entry.getValue());
            filled += bytes;
            total += bytes;
        }
        if (shards.size() == 1) {
            write(folder.resolve("model.safetensors"));
            return 1;
        }
        ObjectNode index = Json.PLAIN.createObjectNode();
        index.putObject("metadata").put("total_size", total);
        ObjectNode map = index.putObject("weight_map");
        for (int i = 0; i < shards.size(); i++) {
            String name = String.format(Locale.ROOT, "model-%05d-of-%05d.safetensors", i + 1, shards.size());
            shards.get(i).keySet().forEach(tensor -> map.put(tensor, name));
            write(folder.resolve(name), shards.get(i));
        }
        AtomicFiles.write(
                folder.resolve("model.safetensors.index.json"),
                Json.PLAIN.writerWithDefaultPrettyPrinter().writeValueAsBytes(index));
        return shards.size();
    }

    private static void write(Path file, Map<String, Entry> entries) throws IOException {
        Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
        try {
            try (FileChannel out = FileChannel.open(
                    temporary,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.WRITE)) {
                TensorData.fully(out, header(entries));
                for (Map.Entry<String, Entry> entry : entries.entrySet()) {
                    long start = out.position();
                    entry.getValue().data().write(out);
                    if (out.position() - start != entry.getValue().bytes()) {
                        throw new IllegalStateException(entry.getKey() + ": " + (out.position() - start)
                                + " bytes for shape " + entry.getValue().shape());
                    }
                }
                out.force(true);
            }
            AtomicFiles.replace(temporary, file);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private static ByteBuffer header(Map<String, Entry> entries) throws IOException {
        ObjectNode json = Json.PLAIN.createObjectNode();
        json.putObject("__metadata__").put("format", "pt");
        long offset = 0;
        for (Map.Entry<String, Entry> entry : entries.entrySet()) {
            ObjectNode node = json.putObject(entry.getKey());
            node.put("dtype", entry.getValue().dtype());
            var shape = node.putArray("shape");
            for (long d : entry.getValue().shape().getShape()) {
                shape.add(d);
            }
            long end = offset + entry.getValue().bytes();
            node.putArray("data_offsets").add(offset).add(end);
            offset = end;
        }
        String text = Json.PLAIN.writeValueAsString(json);
        // readers that map the file want the data aligned to 8 bytes
        byte[] bytes = (text + " ".repeat((8 - text.getBytes(StandardCharsets.UTF_8).length % 8) % 8))
                .getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(8 + bytes.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(bytes.length)
                .put(bytes)
                .flip();
    }
}
