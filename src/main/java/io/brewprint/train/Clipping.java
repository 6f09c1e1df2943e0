package io.brewprint.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.brewprint.tensor.TorchScript;
import java.util.List;

/** Scales gradients down to a global norm: the true one over all arrays, in one call. */
final class Clipping implements AutoCloseable {
    private static final String KERNEL = """
            def clip(self: __torch__.M, gs: List[Tensor], mx: Tensor) -> Tensor:
              nrm = torch.linalg_vector_norm(torch.stack(torch._foreach_norm(gs)))
              k = torch.clamp(torch.div(mx, torch.add(nrm, 1.0e-06)), None, 1.)
              torch._foreach_mul_(gs, k)
              return nrm
            """;

    private final NDManager manager;
    private final TorchScript kernel;

    Clipping(NDManager parent) {
        manager = parent.newSubManager();
        kernel = new TorchScript(manager, KERNEL);
    }

    /** Clips in place, to no norm at all where that is 0; gives the norm before, not finite if a gradient is not. */
    double clip(List<NDArray> gradients, double maxNorm) {
        try (NDManager scope = manager.newSubManager()) {
            return kernel.callWithLists(
                            "clip",
                            List.of(gradients),
                            scope.create(maxNorm > 0 ? (float) maxNorm : Float.POSITIVE_INFINITY))
                    .singletonOrThrow()
                    .getFloat();
        }
    }

    @Override
    public void close() {
        kernel.close();
        manager.close();
    }
}
