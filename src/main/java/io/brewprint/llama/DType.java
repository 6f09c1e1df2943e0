package io.brewprint.llama;

import java.nio.ByteBuffer;

/** Types that floats can be written in. */
public enum DType {
    /** IEEE single precision. */
    F32(4, 0),
    /** IEEE half precision. */
    F16(2, 1),
    /** The upper half of a single. */
    BF16(2, 30);

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

    /** Appends a value, rounded to the nearest. */
    void put(ByteBuffer out, float value) {
        switch (this) {
            case F32 -> out.putFloat(value);
            case F16 -> out.putShort(Float.floatToFloat16(value));
            case BF16 -> out.putShort(Floats.bfloat16(value));
        }
    }

    /** torch's name: float32. */
    String torch() {
        return switch (this) {
            case F32 -> "float32";
            case F16 -> "float16";
            case BF16 -> "bfloat16";
        };
    }
}
