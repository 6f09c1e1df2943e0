package io.brewprint.llama;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/** Long-lived tensors. */
final class Tensors {
    private Tensors() {}

    /**
     * Values as a tensor in the engine's own memory. {@code create} alone wraps a Java buffer, whose alignment differs
     * from run to run; kernels then take other paths and sum in another order, and no two trainings give the same bits.
     */
    static NDArray of(NDManager manager, float[] values, long... shape) {
        try (NDArray wrapped = manager.create(values, new Shape(shape))) {
            NDArray own = wrapped.duplicate();
            own.attach(manager);
            return own;
        }
    }
}
