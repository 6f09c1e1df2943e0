package io.brewprint.tensor;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.WritableByteChannel;

/** A tensor's bytes on their way into a file, a block at a time. */
public interface TensorData {
    /** Floats held at once. */
    int BLOCK = 1 << 20;

    /** A tensor's values, asked for once each, from the first to the last. */
    @FunctionalInterface
    interface Values {
        /** Puts values {@code from} up to {@code from + count} of the flattened tensor into {@code into}. */
        void read(long from, float[] into, int count);
    }

    /** Writes all bytes, little-endian. */
    void write(WritableByteChannel out) throws IOException;

    /** {@code size} floats as {@code type}. */
    static TensorData of(DType type, long size, Values values) {
        return out -> {
            float[] block = new float[(int) Math.min(BLOCK, size)];
            ByteBuffer bytes =
                    ByteBuffer.allocateDirect(block.length * type.bytes()).order(ByteOrder.LITTLE_ENDIAN);
            for (long from = 0; from < size; from += block.length) {
                int count = (int) Math.min(block.length, size - from);
                values.read(from, block, count);
                type.put(block, count, bytes);
                fully(out, bytes);
            }
        };
    }

    /** Bytes as they are, however many. */
    static TensorData of(MemorySegment bytes) {
        return out -> {
            long step = 64L << 20;
            for (long from = 0; from < bytes.byteSize(); from += step) {
                fully(
                        out,
                        bytes.asSlice(from, Math.min(step, bytes.byteSize() - from))
                                .asByteBuffer());
            }
        };
    }

    /** Writes all that is left in {@code bytes}. */
    static void fully(WritableByteChannel out, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            out.write(bytes);
        }
    }
}
