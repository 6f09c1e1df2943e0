package io.brewprint.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.brewprint.tensor.SafeTensors;
import io.brewprint.tensor.SafeTensorsWriter;
import io.brewprint.tensor.TorchScript;
import java.util.ArrayList;
import java.util.List;

/**
 * AdamW with decoupled weight decay, all parameters in one native call. DJL's own
 * keeps its moments private, so that no training with it can be resumed exactly; here they are saved and read back.
 */
public final class AdamW implements Optimizer {
    private static final String KERNELS = """
            def adamw(self: __torch__.M, p: List[Tensor], g: List[Tensor], m: List[Tensor], v: List[Tensor], \
            st: List[Tensor], lr: Tensor) -> Tensor:
              torch._foreach_add_(st, 1)
              torch._fused_adamw_(p, g, m, v, annotate(List[Tensor], []), st, lr=lr, beta1=0.9, beta2=BETA2, \
            weight_decay=DECAY, eps=1.0e-08, amsgrad=False, maximize=False)
              return lr
            """;

    private final List<NDArray> parameters;
    private final NDManager manager;
    private final TorchScript kernels;
    private final List<NDArray> first = new ArrayList<>();
    private final List<NDArray> second = new ArrayList<>();
    private final List<NDArray> steps = new ArrayList<>();

    public AdamW(List<NDArray> parameters, double weightDecay, double beta2, NDManager parent) {
        this.parameters = List.copyOf(parameters);
        manager = parent.newSubManager();
        kernels = new TorchScript(
                manager,
                KERNELS.replace("DECAY", Double.toString(weightDecay)).replace("BETA2", Double.toString(beta2)));
        for (NDArray p : parameters) {
            first.add(manager.zeros(p.getShape()));
            second.add(manager.zeros(p.getShape()));
            steps.add(manager.zeros(new Shape()));
        }
    }

    @Override
    public void step(List<NDArray> gradients, double rate) {
        try (NDManager scope = manager.newSubManager()) {
            kernels.callWithLists(
                    "adamw", List.of(parameters, gradients, first, second, steps), scope.create((float) rate));
        }
    }

    @Override
    public void save(SafeTensorsWriter writer) {
        StateArrays.save(writer, "exp_avg", first);
        StateArrays.save(writer, "exp_avg_sq", second);
        StateArrays.save(writer, "step", steps);
    }

    @Override
    public void load(SafeTensors tensors) {
        StateArrays.load(tensors, "exp_avg", first, manager);
        StateArrays.load(tensors, "exp_avg_sq", second, manager);
        StateArrays.load(tensors, "step", steps, manager);
    }

    @Override
    public void close() {
        kernels.close();
        manager.close();
    }
}
