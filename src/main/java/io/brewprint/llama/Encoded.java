package io.brewprint.llama;

import ai.djl.ndarray.types.Shape;
import io.brewprint.tensor.Floats;
import io.brewprint.tensor.SafeTensors;
import io.brewprint.tensor.WeightSource;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The arrays of one matrix in its {@link WeightFormat}, in native memory on their way to the engine or to a file.
 * Closing gives the memory back at once: a collector would not notice that a 70B model's worth of it is waiting.
 */
record Encoded(List<Part> parts, Arena arena) implements AutoCloseable {
    /**
     * One array.
     *
     * @param suffix of its name in a file, empty for the only one
     * @param dtype safetensors' name of its type
     * @param data little-endian
     */
    record Part(String suffix, String dtype, Shape shape, MemorySegment data) {
        /** Size of the data. */
        long bytes() {
            return shape.size() * SafeTensors.bytesPerElement(dtype);
        }
    }

    private static final ValueLayout.OfFloat F32 = ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfShort B16 = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    /** A matrix in {@code format}; rows are encoded on all cores. */
    static Encoded of(WeightSource source, WeightFormat format) {
        Arena arena = Arena.ofShared();
        try {
            List<Part> layout = layout(source.shape(), format);
            List<Part> filled = layout.stream()
                    .map(p -> new Part(p.suffix, p.dtype, p.shape, arena.allocate(Math.max(1, p.bytes()), 64)))
                    .toList();
            switch (format) {
                case F32 -> f32(source, filled.get(0).data);
                case BF16 -> bf16(source, filled.get(0).data);
                case INT8 -> int8(source, filled);
                case NF4, NF4_DOUBLE -> nf4(source, filled);
            }
            return new Encoded(filled, arena);
        } catch (RuntimeException e) {
            arena.close();
            throw e;
        }
    }

    /** Names, types and shapes of a matrix's arrays, without data: what a file's header needs. */
    static List<Part> layout(Shape shape, WeightFormat format) {
        long n = shape.size();
        long blocks = Math.ceilDiv(n, Nf4.BLOCK);
        MemorySegment none = MemorySegment.NULL;
        return switch (format) {
            case F32 -> List.of(new Part("", "F32", shape, none));
            case BF16 -> List.of(new Part("", "BF16", shape, none));
            case INT8 ->
                List.of(new Part("", "I8", shape, none), new Part(".scale", "F32", new Shape(shape.get(0)), none));
            case NF4 ->
                List.of(
                        new Part("", "U8", new Shape(blocks * Nf4.BLOCK / 2), none),
                        new Part(".absmax", "F32", new Shape(blocks), none));
            case NF4_DOUBLE ->
                List.of(
                        new Part("", "U8", new Shape(blocks * Nf4.BLOCK / 2), none),
                        new Part(".absmax", "I8", new Shape(blocks), none),
                        new Part(".scale", "F32", new Shape(Math.ceilDiv(blocks, Nf4.SUPER_BLOCK)), none),
                        new Part(".mean", "F32", new Shape(1), none));
        };
    }

    private static void f32(WeightSource source, MemorySegment out) {
        eachRow(
                source,
                (row, values) -> MemorySegment.copy(values, 0, out, F32, 4L * row * values.length, values.length));
    }

    private static void bf16(WeightSource source, MemorySegment out) {
        eachRow(source, (row, values) -> {
            for (int i = 0; i < values.length; i++) {
                out.set(B16, 2 * ((long) row * values.length + i), Floats.bfloat16(values[i]));
            }
        });
    }

    private static void int8(WeightSource source, List<Part> out) {
        eachRow(source, (row, values) -> {
            byte[] codes = new byte[values.length];
            out.get(1).data.set(F32, 4L * row, Int8.encode(values, values.length, codes, 0));
            put(codes, out.get(0), (long) row * values.length);
        });
    }

    private static void nf4(WeightSource source, List<Part> out) {
        int blocks = Math.toIntExact(Math.ceilDiv(source.elements(), Nf4.BLOCK));
        float[] magnitudes = new float[blocks];
        int chunk = 1024;
        IntStream.range(0, Math.ceilDiv(blocks, chunk)).parallel().forEach(c -> {
            int first = c * chunk;
            int count = Math.min(chunk, blocks - first);
            long from = (long) first * Nf4.BLOCK;
            float[] values = new float[(int) Math.min((long) count * Nf4.BLOCK, source.elements() - from)];
            source.read(from, values);
            byte[] codes = new byte[count * Nf4.BLOCK / 2];
            for (int b = 0; b < count; b++) {
                int at = b * Nf4.BLOCK;
                magnitudes[first + b] = Nf4.encode(values, at, Math.min(Nf4.BLOCK, values.length - at), codes, at / 2);
            }
            put(codes, out.get(0), from / 2);
        });
        if (out.size() == 2) {
            put(magnitudes, out.get(1));
            return;
        }
        byte[] codes = new byte[blocks];
        float[] scales = new float[Math.ceilDiv(blocks, Nf4.SUPER_BLOCK)];
        float mean = Nf4.encodeMagnitudes(magnitudes, codes, scales);
        put(codes, out.get(1), 0);
        put(scales, out.get(2));
        put(new float[] {mean}, out.get(3));
    }

    private static void put(byte[] values, Part out, long at) {
        MemorySegment.copy(values, 0, out.data, ValueLayout.JAVA_BYTE, at, values.length);
    }

    private static void put(float[] values, Part out) {
        MemorySegment.copy(values, 0, out.data, F32, 0, values.length);
    }

    private interface RowUse {
        void use(int row, float[] values);
    }

    private static void eachRow(WeightSource source, RowUse use) {
        int width = source.width();
        // a few rows a task: tasks of one small row would cost more to hand out than to do
        int rows = source.rows();
        int chunk = Math.max(1, (1 << 16) / width);
        IntStream.range(0, Math.ceilDiv(rows, chunk)).parallel().forEach(c -> {
            float[] values = new float[width];
            for (int row = c * chunk; row < Math.min(rows, (c + 1) * chunk); row++) {
                source.read((long) row * width, values);
                use.use(row, values);
            }
        });
    }

    @Override
    public void close() {
        arena.close();
    }
}
