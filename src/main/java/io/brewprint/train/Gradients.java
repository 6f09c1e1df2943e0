package io.brewprint.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.brewprint.tensor.TorchScript;
import java.util.ArrayList;
import java.util.List;

/** Sums of the gradients of a window, one array for each trained one. */
final class Gradients implements AutoCloseable {
    private static final String KERNELS = """
            def accumulate(self: __torch__.M, sums: List[Tensor], xs: List[Tensor]) -> Tensor:
              torch._foreach_add_(sums, xs)
              return sums[0]
            def clear(self: __torch__.M, sums: List[Tensor]) -> Tensor:
              torch._foreach_zero_(sums)
              return sums[0]
            """;

    private final NDManager manager;
    private final TorchScript kernels;
    private final List<NDArray> sums = new ArrayList<>();

    Gradients(List<NDArray> parameters, NDManager parent) {
        manager = parent.newSubManager();
        kernels = new TorchScript(manager, KERNELS);
        parameters.forEach(p -> sums.add(manager.zeros(p.getShape())));
    }

    /** Adds to the sums from index {@code from} on. */
    void add(int from, List<NDArray> gradients) {
        kernels.callWithLists("accumulate", List.of(sums.subList(from, from + gradients.size()), gradients));
    }

    /** The sums, in the order of the parameters. */
    List<NDArray> sums() {
        return sums;
    }

    void clear() {
        kernels.callWithLists("clear", List.of(sums));
    }

    @Override
    public void close() {
        kernels.close();
        manager.close();
    }
}
