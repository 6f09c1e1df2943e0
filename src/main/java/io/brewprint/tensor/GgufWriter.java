package io.brewprint.tensor;

import ai.djl.ndarray.types.Shape;
import io.brewprint.config.AtomicFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
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
import java.util.Map;

/**
 * Writes a GGUF file, version 3, as llama.cpp reads it: keys with typed values, then tensors, each aligned to 32 bytes.
 * A tensor's shape is given as elsewhere, slowest dimension first; the file has it the other way round.
 */
public final class GgufWriter {
    private static final int ALIGNMENT = 32;

    private record Entry(String name, DType type, Shape shape, long bytes, TensorData data) {}

    private final Map<String, Object> keys = new LinkedHashMap<>();
    private final List<Entry> entries = new ArrayList<>();

    /** Sets a key to an Integer, Float, Boolean, String, {@code int[]} or {@code String[]}. */
    public GgufWriter put(String key, Object value) {
        keys.put(key, value);
        return this;
    }

    /** Adds a tensor, computed block by block while it is written. */
    public GgufWriter add(String name, DType type, long[] shape, TensorData.Values values) {
        Shape wanted = new Shape(shape);
        entries.add(new Entry(
                name, type, wanted, wanted.size() * type.bytes(), TensorData.of(type, wanted.size(), values)));
        return this;
    }

    /** Writes everything to {@code file}, atomically. */
    public void write(Path file) throws IOException {
        Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
        try {
            try (FileChannel out = FileChannel.open(
                    temporary,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.WRITE)) {
                TensorData.fully(out, ByteBuffer.wrap(header()));
                pad(out);
                for (Entry entry : entries) {
                    entry.data().write(out);
                    pad(out);
                }
                out.force(true);
            }
            AtomicFiles.replace(temporary, file);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private static void pad(FileChannel out) throws IOException {
        TensorData.fully(out, ByteBuffer.allocate((int) (aligned(out.position()) - out.position())));
    }

    private static long aligned(long position) {
        return Math.ceilDiv(position, ALIGNMENT) * ALIGNMENT;
    }

    private byte[] header() {
        Bytes out = new Bytes();
        out.text("GGUF").u32(3).u64(entries.size()).u64(keys.size());
        keys.forEach((key, value) -> {
            out.string(key);
            value(out, value);
        });
        long offset = 0;
        for (Entry entry : entries) {
            out.string(entry.name()).u32(entry.shape().dimension());
            for (int i = entry.shape().dimension() - 1; i >= 0; i--) {
                out.u64(entry.shape().get(i));
            }
            out.u32(entry.type().ggml()).u64(offset);
            offset = aligned(offset + entry.bytes());
        }
        return out.toByteArray();
    }

    private static void value(Bytes out, Object value) {
        switch (value) {
            case Integer number -> out.u32(4).u32(number);
            case Float number -> out.u32(6).u32(Float.floatToIntBits(number));
            case Boolean flag -> out.u32(7).u8(flag ? 1 : 0);
            case String text -> out.u32(8).string(text);
            case int[] numbers -> {
                out.u32(9).u32(5).u64(numbers.length);
                for (int number : numbers) {
                    out.u32(number);
                }
            }
            case String[] texts -> {
                out.u32(9).u32(8).u64(texts.length);
                for (String text : texts) {
                    out.string(text);
                }
            }
            default -> throw new IllegalArgumentException("no GGUF type for " + value.getClass());
        }
    }

    /** Little-endian numbers in memory: a header has a few MB at most. */
    private static final class Bytes extends ByteArrayOutputStream {
        Bytes u8(int value) {
            write(value);
            return this;
        }

        Bytes u32(int value) {
            writeBytes(ByteBuffer.allocate(4)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putInt(value)
                    .array());
            return this;
        }

        Bytes u64(long value) {
            writeBytes(ByteBuffer.allocate(8)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(value)
                    .array());
            return this;
        }

        Bytes text(String value) {
            writeBytes(value.getBytes(StandardCharsets.UTF_8));
            return this;
        }

        Bytes string(String value) {
            byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
            u64(utf8.length).writeBytes(utf8);
            return this;
        }
    }
}
