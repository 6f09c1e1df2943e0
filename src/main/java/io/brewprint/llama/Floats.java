package io.brewprint.llama;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/** Tensor bytes as Java floats. */
final class Floats {
    private static final ValueLayout.OfFloat F32 = ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfShort B16 = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private Floats() {}

    /**
     * All values of a tensor of type F32, F16 or BF16.
     *
     * @throws ModelFormatException for other types
     */
    static float[] of(String name, SafeTensors.Tensor tensor) {
        MemorySegment data = tensor.data();
        if (tensor.dtype().equals("F32")) {
            return data.toArray(F32);
        }
        if (!tensor.dtype().equals("BF16") && !tensor.dtype().equals("F16")) {
            throw new ModelFormatException("tensor " + name + " has type " + tensor.dtype()
                    + "; weights must be F32, F16 or BF16");
        }
        boolean brain = tensor.dtype().equals("BF16");
        float[] values = new float[Math.toIntExact(tensor.elements())];
        for (int i = 0; i < values.length; i++) {
            short bits = data.get(B16, 2L * i);
            values[i] = brain ? Float.intBitsToFloat(bits << 16) : Float.float16ToFloat(bits);
        }
        return values;
    }
}
