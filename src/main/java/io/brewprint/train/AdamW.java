package io.brewprint.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import io.brewprint.llama.SafeTensors;
import io.brewprint.llama.SafeTensorsWriter;
import io.brewprint.llama.TorchScript;
import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * AdamW with decoupled weight decay and clipping by the true global norm, all parameters in two native calls. DJL's own
 * keeps its moments private, so that no training with it can be resumed exactly; here they are saved and read back.
 */
final class AdamW implements AutoCloseable {
    private static final ValueLayout.OfFloat F32 = ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private static final String KERNELS = """
            def clip(self: __torch__.M, gs: List[Tensor], mx: Tensor) -> Tensor:
              nrm = torch.linalg_vector_norm(torch.stack(torch._foreach_norm(gs)))
              k = torch.clamp(torch.div(mx, torch.add(nrm, 1.0e-06)), None, 1.)
              torch._foreach_mul_(gs, k)
              return nrm
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

    AdamW(List<NDArray> parameters, double weightDecay, double beta2, NDManager parent) {
        this.parameters = List.copyOf(parameters);
        manager = parent.newSubManager();
        kernels = new TorchScript(
                manager, KERNELS.replace("DECAY", Double.toString(weightDecay)).replace("BETA2", Double.toString(beta2)));
        for (NDArray p : parameters) {
            p.setRequiresGradient(true);
            first.add(manager.zeros(p.getShape()));
            second.add(manager.zeros(p.getShape()));
            steps.add(manager.zeros(new Shape()));
        }
    }

    /**
     * Clips the gathered gradients to {@code maxNorm}, updates, and clears them.
     *
     * @return the gradients' global norm before clipping; if it is not finite nothing was updated
     */
    double step(double rate, double maxNorm) {
        List<NDArray> gradients = parameters.stream().map(NDArray::getGradient).toList();
        try (NDManager scope = manager.newSubManager()) {
            NDArray norm = kernels.callWithLists("clip", List.of(gradients), scope.create((float) maxNorm))
                    .singletonOrThrow();
            double value = norm.getFloat();
            if (Double.isFinite(value)) {
                kernels.callWithLists(
                        "adamw", List.of(parameters, gradients, first, second, steps), scope.create((float) rate));
            }
            for (NDArray p : parameters) {
                JniUtils.zeroGrad((PtNDArray) p);
            }
            return value;
        }
    }

    /** Writes the moments and step counts. */
    void save(Path file) throws IOException {
        SafeTensorsWriter writer = new SafeTensorsWriter();
        for (int i = 0; i < parameters.size(); i++) {
            for (var state : List.of(first, second, steps)) {
                NDArray array = state.get(i);
                String name = (state == first ? "exp_avg." : state == second ? "exp_avg_sq." : "step.") + i;
                writer.add(name, array.getShape().getShape(), array::toFloatArray);
            }
        }
        writer.write(file);
    }

    /** Reads what {@link #save} wrote. */
    void load(Path file) throws IOException {
        try (SafeTensors tensors = SafeTensors.open(file); NDManager scope = manager.newSubManager()) {
            for (int i = 0; i < parameters.size(); i++) {
                set(first.get(i), tensors, "exp_avg." + i, scope);
                set(second.get(i), tensors, "exp_avg_sq." + i, scope);
                set(steps.get(i), tensors, "step." + i, scope);
            }
        }
    }

    private static void set(NDArray target, SafeTensors tensors, String name, NDManager scope) {
        SafeTensors.Tensor tensor = tensors.get(name, target.getShape().getShape());
        NDArray values = scope.create(tensor.data().toArray(F32), tensor.shape());
        values.copyTo(target);
    }

    @Override
    public void close() {
        for (NDArray p : parameters) {
            p.setRequiresGradient(false);
        }
        kernels.close();
        manager.close();
    }
}
