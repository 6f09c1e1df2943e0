package io.brewprint.llama;

import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Writes a safetensors file of f32 tensors, one tensor in memory at a time, and puts it in place only when it is whole
 * and on disk: a crash or a full disk leaves the file that was there before.
 */
public final class SafeTensorsWriter {
    private record Entry(Shape shape, Supplier<float[]> values) {}

    private final Map<String, Entry> entries = new LinkedHashMap<>();

    /** Adds a tensor; {@code values} is called once, while writing, and must give the shape's number of floats. */
    public SafeTensorsWriter add(String name, long[] shape, Supplier<float[]> values) {
        if (entries.putIfAbsent(name, new Entry(new Shape(shape), values)) != null) {
            throw new IllegalArgumentException("tensor " + name + " is added twice");
        }
        return this;
    }

    /** Writes everything added to {@code file}, atomically. */
    public void write(Path file) throws IOException {
        Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
        try (FileChannel out = FileChannel.open(
                temporary, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            writeFully(out, header());
            for (Map.Entry<String, Entry> entry : entries.entrySet()) {
                float[] values = entry.getValue().values().get();
                if (values.length != entry.getValue().shape().size()) {
                    throw new IllegalStateException(entry.getKey() + ": " + values.length + " values for shape "
                            + entry.getValue().shape());
                }
                ByteBuffer buffer = ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN);
                for (int i = 0; i < values.length; ) {
                    buffer.clear();
                    while (i < values.length && buffer.remaining() >= Float.BYTES) {
                        buffer.putFloat(values[i++]);
                    }
                    writeFully(out, buffer.flip());
                }
            }
            out.force(true);
        }
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private ByteBuffer header() throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode json = mapper.createObjectNode();
        json.putObject("__metadata__").put("format", "pt");
        long offset = 0;
        for (Map.Entry<String, Entry> entry : entries.entrySet()) {
            ObjectNode node = json.putObject(entry.getKey());
            node.put("dtype", "F32");
            var shape = node.putArray("shape");
            for (long d : entry.getValue().shape().getShape()) {
                shape.add(d);
            }
            long end = offset + entry.getValue().shape().size() * Float.BYTES;
            node.putArray("data_offsets").add(offset).add(end);
            offset = end;
        }
        String text = mapper.writeValueAsString(json);
        // readers that map the file want the data aligned to 8 bytes
        byte[] bytes = (text + " ".repeat((8 - text.getBytes(StandardCharsets.UTF_8).length % 8) % 8))
                .getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(8 + bytes.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(bytes.length)
                .put(bytes)
                .flip();
    }

    private static void writeFully(FileChannel out, ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            out.write(buffer);
        }
    }
}
