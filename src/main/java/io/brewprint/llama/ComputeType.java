package io.brewprint.llama;

/** The type in which activations are computed: f32 on a CPU, where bf16 is slow, and bf16 on a GPU. */
public enum ComputeType {
    F32(6, 4),
    BF16(15, 2);

    private final int code;
    private final int bytes;

    ComputeType(int code, int bytes) {
        this.code = code;
        this.bytes = bytes;
    }

    /** libtorch's number of the type. */
    public int code() {
        return code;
    }

    /** Bytes a value. */
    public int bytes() {
        return bytes;
    }

    /** TorchScript expression of the f32 expression {@code x} in this type. */
    public String from32(String x) {
        return this == F32 ? x : "torch.to(" + x + ", " + code + ")";
    }

    /** TorchScript expression in f32 of the expression {@code x} in this type. */
    public String to32(String x) {
        return this == F32 ? x : "torch.to(" + x + ", " + F32.code + ")";
    }
}
