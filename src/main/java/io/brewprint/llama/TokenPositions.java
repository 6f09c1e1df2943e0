package io.brewprint.llama;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.brewprint.tensor.TorchScript;
import java.util.Arrays;
import java.util.List;

/** What a forward pass needs to know of where its tokens stand: cos and sin {@code [N,1,h]} and the mask. */
public final class TokenPositions {
    private final Packing packing;
    private final List<NDArray> arrays;

    private TokenPositions(Packing packing, List<NDArray> arrays) {
        this.packing = packing;
        this.arrays = arrays;
    }

    static TokenPositions of(
            Packing packing, int h, RopeTables tables, ComputeType type, TorchScript kernels, NDManager scope) {
        List<NDArray> arrays = new java.util.ArrayList<>();
        for (boolean cosine : new boolean[] {true, false}) {
            float[] table = tables.of(packing.length(), cosine);
            arrays.add(packing.prefix() == 0 ? spread(packing, h, table, scope) : gathered(packing, h, table, scope));
        }
        arrays.add(
                packing.prefix() > 0
                        ? scope.create(packing.mask(), new Shape(packing.width(), packing.length()))
                        // only its shape is read: one value, spread without memory
                        : scope.zeros(new Shape(1, 1)).broadcast(packing.width(), packing.width()));
        if (type == ComputeType.BF16) {
            arrays.replaceAll(a -> kernels.call("bf16", a).singletonOrThrow());
        }
        return new TokenPositions(packing, List.copyOf(arrays));
    }

    /** Rows that all begin at position 0 have the same values: one is sent, and spread where it is needed. */
    private static NDArray spread(Packing packing, int h, float[] table, NDManager scope) {
        int width = packing.width();
        NDArray one = scope.create(Arrays.copyOf(table, width * h), new Shape(1, width, 1, h));
        return one.broadcast(packing.rows(), width, 1, h).reshape(packing.tokens(), 1, h);
    }

    private static NDArray gathered(Packing packing, int h, float[] table, NDManager scope) {
        int n = packing.tokens();
        int[] positions = packing.positions();
        float[] rows = new float[n * h];
        for (int i = 0; i < n; i++) {
            System.arraycopy(table, positions[i] * h, rows, i * h, h);
        }
        return scope.create(rows, new Shape(n, 1, h));
    }

    /** How the tokens lie. */
    public Packing packing() {
        return packing;
    }

    /** cos, sin, mask. */
    List<NDArray> arrays() {
        return arrays;
    }

    /** Copies on another device. */
    TokenPositions on(ai.djl.Device device) {
        return new TokenPositions(
                packing,
                Arrays.asList(
                        arrays.stream().map(a -> a.toDevice(device, false)).toArray(NDArray[]::new)));
    }
}
