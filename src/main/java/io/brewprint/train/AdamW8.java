package io.brewprint.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.brewprint.tensor.SafeTensors;
import io.brewprint.tensor.SafeTensorsWriter;
import io.brewprint.tensor.TorchScript;
import java.util.ArrayList;
import java.util.List;

/**
 * AdamW whose two moments take a byte each, in blocks of 256 that share a scale. A moment is stored by its root: the
 * first by the square root of its magnitude, the second by the fourth root, rounded up. So values a million times
 * smaller than their block's largest are still told from zero, and no parameter is thrown far because its second moment
 * was rounded away.
 */
final class AdamW8 implements Optimizer {
    private static final int BLOCK = 256;

    private static final String KERNELS = """
            def adamw8(self: __torch__.M, p: List[Tensor], g: List[Tensor], m: List[Tensor], ms: List[Tensor], \
            v: List[Tensor], vs: List[Tensor], lr: Tensor, c1: Tensor, c2: Tensor) -> Tensor:
              for i in range(torch.len(p)):
                n = torch.numel(p[i])
                gb = torch.view(torch.constant_pad_nd(torch.flatten(g[i]), [0, torch.sub(torch.numel(m[i]), n)], 0.), [-1, 256])
                r = torch.div(torch.to(m[i], 6), 127.)
                a = torch.mul(torch.mul(r, torch.abs(r)), ms[i])
                a = torch.add(torch.mul(a, 0.9), gb, alpha=0.1)
                q = torch.pow(torch.div(torch.to(v[i], 6), 255.), 4)
                b = torch.add(torch.mul(torch.mul(q, vs[i]), BETA2), torch.mul(gb, gb), alpha=COMP2)
                big = torch.amax(torch.abs(a), [1], True)
                one = torch.ones_like(big)
                big = torch.where(torch.eq(big, 0.), one, big)
                code = torch.mul(torch.sqrt(torch.div(torch.abs(a), big)), 127.)
                _0 = torch.copy_(m[i], torch.to(torch.round(torch.mul(torch.sign(a), code)), 1))
                _1 = torch.copy_(ms[i], big)
                top = torch.amax(b, [1], True)
                top = torch.where(torch.eq(top, 0.), one, top)
                _2 = torch.copy_(v[i], torch.to(torch.clamp(torch.ceil(torch.mul(torch.sqrt(torch.sqrt(torch.div(b, top))), 255.)), 0, 255), 0))
                _3 = torch.copy_(vs[i], top)
                up = torch.div(torch.div(a, c1), torch.add(torch.sqrt(torch.div(b, c2)), 1.0e-08))
                flat = torch.view(torch.slice(torch.flatten(up), 0, 0, n), torch.size(p[i]))
                _4 = torch.mul_(p[i], torch.sub(torch.ones_like(lr), torch.mul(lr, DECAY)))
                _5 = torch.sub_(p[i], torch.mul(flat, lr))
              return lr
            """;

    private final List<NDArray> parameters;
    private final NDManager manager;
    private final TorchScript kernels;
    private final double beta2;
    private final List<NDArray> first = new ArrayList<>();
    private final List<NDArray> firstScale = new ArrayList<>();
    private final List<NDArray> second = new ArrayList<>();
    private final List<NDArray> secondScale = new ArrayList<>();
    private final NDArray steps;

    AdamW8(List<NDArray> parameters, double weightDecay, double beta2, NDManager parent) {
        this.parameters = List.copyOf(parameters);
        this.beta2 = beta2;
        manager = parent.newSubManager();
        kernels = new TorchScript(
                manager,
                KERNELS.replace("DECAY", Double.toString(weightDecay))
                        .replace("BETA2", Double.toString(beta2))
                        .replace("COMP2", Double.toString(1 - beta2)));
        for (NDArray p : parameters) {
            long blocks = Math.ceilDiv(p.size(), BLOCK);
            first.add(manager.zeros(new Shape(blocks, BLOCK), DataType.INT8));
            firstScale.add(manager.ones(new Shape(blocks, 1)));
            second.add(manager.zeros(new Shape(blocks, BLOCK), DataType.UINT8));
            secondScale.add(manager.ones(new Shape(blocks, 1)));
        }
        steps = manager.zeros(new Shape(1));
    }

    @Override
    public void step(List<NDArray> gradients, double rate) {
        try (NDManager scope = manager.newSubManager()) {
            steps.addi(1);
            double t = steps.getFloat(0);
            kernels.callWithLists(
                    "adamw8",
                    List.of(parameters, gradients, first, firstScale, second, secondScale),
                    scope.create((float) rate),
                    scope.create((float) (1 - Math.pow(0.9, t))),
                    scope.create((float) (1 - Math.pow(beta2, t))));
        }
    }

    @Override
    public void save(SafeTensorsWriter writer) {
        StateArrays.save(writer, "exp_avg", first);
        StateArrays.save(writer, "exp_avg.scale", firstScale);
        StateArrays.save(writer, "exp_avg_sq", second);
        StateArrays.save(writer, "exp_avg_sq.scale", secondScale);
        StateArrays.save(writer, "step", List.of(steps));
    }

    @Override
    public void load(SafeTensors tensors) {
        StateArrays.load(tensors, "exp_avg", first, manager);
        StateArrays.load(tensors, "exp_avg.scale", firstScale, manager);
        StateArrays.load(tensors, "exp_avg_sq", second, manager);
        StateArrays.load(tensors, "exp_avg_sq.scale", secondScale, manager);
        StateArrays.load(tensors, "step", List.of(steps), manager);
    }

    @Override
    public void close() {
        kernels.close();
        manager.close();
    }
}
