package io.brewprint.tensor;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/** Tensor bytes as Java floats. */
public final class Floats {
    private static final ValueLayout.OfFloat F32 = ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfShort B16 = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private static final int EXPONENT = 0x7f80_0000;
    private static final int LOWEST = 0x0080_0000;

    private Floats() {}

    /**
     * All values of a tensor of type F32, F16 or BF16.
     *
     * @throws ModelFormatException for other types, and for values that are infinite or no numbers
     */
    public static float[] of(String name, SafeTensors.Tensor tensor) {
        float[] values = new float[Math.toIntExact(tensor.elements())];
        read(name, tensor, 0, values, values.length);
        return values;
    }

    /**
     * Values {@code from} up to {@code from + count} of a tensor of any size, of type F32, F16 or BF16.
     *
     * @throws ModelFormatException for other types, and for values that are infinite or no numbers
     */
    public static void read(String name, SafeTensors.Tensor tensor, long from, float[] into, int count) {
        MemorySegment data = tensor.data();
        switch (tensor.dtype()) {
            case "F32" -> MemorySegment.copy(data, F32, Float.BYTES * from, into, 0, count);
            case "BF16" -> {
                short[] bits = bits(data, from, count);
                for (int i = 0; i < count; i++) {
                    into[i] = Float.intBitsToFloat(bits[i] << 16);
                }
            }
            case "F16" -> {
                short[] bits = bits(data, from, count);
                for (int i = 0; i < count; i++) {
                    into[i] = Float.float16ToFloat(bits[i]);
                }
            }
            default ->
                throw new ModelFormatException(
                        "tensor " + name + " has type " + tensor.dtype() + "; weights must be F32, F16 or BF16");
        }
        requireFinite(name, from, into, count);
    }

    /** One addition a value: where the exponent is all ones it runs over into the sign. */
    private static void requireFinite(String name, long from, float[] values, int count) {
        int over = 0;
        for (int i = 0; i < count; i++) {
            over |= (Float.floatToRawIntBits(values[i]) & EXPONENT) + LOWEST;
        }
        for (int i = 0; over < 0 && i < count; i++) {
            if (!Float.isFinite(values[i])) {
                throw new ModelFormatException(
                        "tensor " + name + " holds " + values[i] + " at " + (from + i) + ": the model is damaged");
            }
        }
    }

    private static short[] bits(MemorySegment data, long from, int count) {
        short[] bits = new short[count];
        MemorySegment.copy(data, B16, Short.BYTES * from, bits, 0, count);
        return bits;
    }

    /** The bf16 nearest to {@code value}, ties to even, as its 16 bits. */
    public static short bfloat16(float value) {
        int bits = Float.floatToRawIntBits(value);
        if (Float.isNaN(value)) {
            return (short) (bits >>> 16 | 0x40); // rounding could turn a NaN into an infinity
        }
        return (short) ((bits + 0x7fff + (bits >>> 16 & 1)) >>> 16);
    }
}
