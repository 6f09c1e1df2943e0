package io.brewprint.llama;

import java.util.Locale;

/**
 * How a frozen matrix {@code [out,in]} lies in memory. A format is a fixed number of arrays and the TorchScript that
 * multiplies with them; what is dequantised there lives no longer than the call.
 */
public enum WeightFormat {
    /** 4 bytes a weight. */
    F32("none", 1),
    /** The source's 16 bits as they are; f16 becomes bf16. */
    BF16("bf16", 1),
    /** Codes int8 {@code [out,in]} and f32 scales {@code [out]}: W = code * scale. */
    INT8("int8", 2),
    /** Codes of 4 bits, two a byte, f32 largest magnitude of each block of 64, and the code book. */
    NF4("nf4", 3),
    /** As NF4, the magnitudes themselves in 8 bits with an f32 scale for each 256 of them, and their mean. */
    NF4_DOUBLE("nf4_double", 5);

    private final String id;
    private final int parts;

    WeightFormat(String id, int parts) {
        this.id = id;
        this.parts = parts;
    }

    /** Name in files and messages. */
    public String id() {
        return id;
    }

    /** Number of arrays that hold one matrix. */
    int parts() {
        return parts;
    }

    /** The format that configuration and command line call {@code mode}: none, f32, bf16, int8 or nf4. */
    public static WeightFormat of(String mode, boolean doubleQuant) {
        return switch (mode.toLowerCase(Locale.ROOT)) {
            case "none", "f32" -> F32;
            case "bf16" -> BF16;
            case "int8" -> INT8;
            case "nf4" -> doubleQuant ? NF4_DOUBLE : NF4;
            default ->
                throw new IllegalArgumentException(
                        "quantization \"" + mode + "\" is not known; there are none, bf16, int8 and nf4");
        };
    }

    /** Bytes of a matrix {@code [out,in]}, code book aside. */
    public long bytes(long out, long in) {
        long n = Math.multiplyExact(out, in);
        long blocks = Math.ceilDiv(n, Nf4.BLOCK);
        return switch (this) {
            case F32 -> 4 * n;
            case BF16 -> 2 * n;
            case INT8 -> n + 4 * out;
            case NF4 -> Math.ceilDiv(n, 2) + 4 * blocks;
            case NF4_DOUBLE -> Math.ceilDiv(n, 2) + blocks + 4 * Math.ceilDiv(blocks, Nf4.SUPER_BLOCK) + 4;
        };
    }

    /** TorchScript expression of the matrix whose arrays begin at {@code list[at]}, in the compute type. */
    String weight(String list, int at, long out, long in, ComputeType type) {
        String first = list + "[" + at + "]";
        String second = list + "[" + (at + 1) + "]";
        return switch (this) {
            case F32 -> type.from32(first);
            case BF16 -> type == ComputeType.BF16 ? first : "torch.to(" + first + ", " + type.code() + ")";
            case INT8 -> type.from32("torch.mul(" + first + ", torch.unsqueeze(" + second + ", 1))");
            case NF4 ->
                type.from32("(self).nf4(" + first + ", " + second + ", " + list + "[" + (at + 2) + "], " + out + ", "
                        + in + ", )");
            case NF4_DOUBLE ->
                type.from32("(self).nf4(" + first + ", (self).absmax(" + second + ", " + list + "["
                        + (at + 2) + "], " + list + "[" + (at + 3) + "], ), " + list + "[" + (at + 4) + "], " + out
                        + ", "
                        + in + ", )");
        };
    }

    /** TorchScript expression of {@code x Wᵀ} for x {@code [N,in]}. */
    public String linear(String x, String list, int at, long out, long in, ComputeType type) {
        if (this == INT8) {
            // scaling the product instead of the matrix is exact, and cheaper: codes fit bf16 without rounding
            String product = "torch.linear(" + x + ", torch.to(" + list + "[" + at + "], " + type.code() + "))";
            return type.from32("torch.mul(" + product + ", " + list + "[" + (at + 1) + "])");
        }
        return "torch.linear(" + x + ", " + weight(list, at, out, in, type) + ")";
    }

    /** TorchScript methods that the expressions call. */
    public static String methods() {
        return """
                def absmax(self: __torch__.M, codes: Tensor, scales: Tensor, mean: Tensor) -> Tensor:
                  n = torch.size(codes, 0)
                  s = torch.slice(torch.repeat_interleave(scales, 256), 0, 0, n)
                  return torch.add(torch.mul(torch.to(codes, 6), s), mean)
                def nf4(self: __torch__.M, codes: Tensor, absmax: Tensor, book: Tensor, out: int, inn: int) -> Tensor:
                  pairs = torch.embedding(book, torch.to(codes, 3))
                  blocks = torch.mul(torch.view(pairs, [-1, 64]), torch.unsqueeze(absmax, 1))
                  return torch.view(torch.slice(torch.view(blocks, [-1]), 0, 0, torch.mul(out, inn)), [out, inn])
                """;
    }
}
