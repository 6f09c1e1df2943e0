package io.brewprint.tensor;

import java.nio.ByteBuffer;

/** Types that floats can be written in. */
public enum DType {
    /** IEEE single precision. */
    F32(4, 0),
    /** IEEE half precision. */
    F16(2, 1),
    /** The upper half of a single. */
    BF16(2, 30);

    /** The exponent of a half that is infinite or no number. */
    private static final int INFINITE_HALF = 0x7c00;

    private final int bytes;
    private final int ggml;

    DType(int bytes, int ggml) {
        this.bytes = bytes;
        this.ggml = ggml;
    }

    /** Bytes of a value. */
    public int bytes() {
        return bytes;
    }

    /** Number of the type in GGUF files. */
    int ggml() {
        return ggml;
    }

    /**
     * Puts the first {@code count} values, rounded to the nearest, into {@code out}, which is then ready to be read.
     *
     * @throws ModelFormatException for a value that the type cannot hold
     */
    void put(float[] values, int count, ByteBuffer out) {
        out.clear().limit(count * bytes);
        if (this == F32) {
            out.asFloatBuffer().put(values, 0, count);
            return;
        }
        short[] bits = new short[count];
        for (int i = 0; i < count; i++) {
            bits[i] = this == F16 ? Float.floatToFloat16(values[i]) : Floats.bfloat16(values[i]);
            if (this == F16 && (bits[i] & INFINITE_HALF) == INFINITE_HALF) {
                throw new ModelFormatException(
                        "a weight of " + values[i] + " is more than f16 can hold: write f32 or bf16");
            }
        }
        out.asShortBuffer().put(bits);
    }

    /** torch's name: float32. */
    public String torch() {
        return switch (this) {
            case F32 -> "float32";
            case F16 -> "float16";
            case BF16 -> "bfloat16";
        };
    }
}
