package io.brewprint.llama;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import io.brewprint.tensor.TorchScript;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The compiled methods of one model shape, precision and adapter shape. */
final class Kernels implements AutoCloseable {
    /** DJL cannot make bf16 arrays: they are made here, and filled row by row from f32. */
    private static final String BRAIN = """
            def empty16(self: __torch__.M, like: Tensor) -> Tensor:
              return torch.empty_like(like, dtype=15, layout=None, device=None, pin_memory=None, memory_format=0)
            def fill16(self: __torch__.M, to: Tensor, rows: Tensor, at: Tensor) -> Tensor:
              i = int(torch.item(at))
              return torch.copy_(torch.slice(to, 0, i, torch.add(i, torch.size(rows, 0))), rows)
            """;

    /** DJL moves no array whose type it does not know, bf16 among them: arrays are moved here. */
    private static final String MOVES = """
            def to_host(self: __torch__.M, x: Tensor) -> Tensor:
              return torch.cpu(x)
            def to_device_of(self: __torch__.M, x: Tensor, like: Tensor) -> Tensor:
              return torch.to(x, ops.prim.device(like))
            """;

    private final TorchScript script;

    Kernels(LlamaConfig config, Precision precision, @Nullable LoraSpec lora, NDManager manager) {
        script = new TorchScript(
                manager, source(config, precision, lora, manager.getDevice().isGpu()));
    }

    public static String source(LlamaConfig c, Precision p, @Nullable LoraSpec lora, boolean gpu) {
        StringBuilder s = new StringBuilder();
        s.append(WeightFormat.methods()).append(LayerScript.attention(c)).append(HeadScript.methods(c, p, gpu));
        s.append(GradientScript.methods()).append(LayerScript.method("layer", c, p, null));
        s.append("def bf16(self: __torch__.M, x: Tensor) -> Tensor:\n  return torch.to(x, 15)\n");
        s.append(BRAIN).append(MOVES);
        s.append("def dense(self: __torch__.M, w: List[Tensor]) -> Tensor:\n  return ")
                .append(
                        p.vocabulary() == WeightFormat.INT8
                                ? "torch.mul(w[0], torch.unsqueeze(w[1], 1))\n"
                                : "torch.to(w[0], 6)\n");
        for (Projection projection : Projection.values()) {
            s.append("def weight_")
                    .append(projection.module())
                    .append("(self: __torch__.M, w: List[Tensor]) -> Tensor:\n")
                    .append("  return torch.to(")
                    .append(p.linears()
                            .weight(
                                    "w",
                                    LayerScript.index(projection, p),
                                    projection.out(c),
                                    projection.in(c),
                                    p.compute()))
                    .append(", 6)\n");
        }
        if (p.equals(Precision.FULL)) {
            s.append(GradientScript.full("layer")).append(GradientScript.wholeFull("layer", c, p));
        }
        if (lora != null) {
            LoraSpec still = new LoraSpec(lora.rank(), lora.alpha(), 0, lora.targets(), lora.rankStabilised());
            s.append(LayerScript.method("lora", c, p, still));
            s.append(LayerScript.method("lora_train", c, p, lora));
            s.append(GradientScript.adapter("lora_train"));
            s.append(GradientScript.wholeAdapter("lora_train", c, p));
        }
        return s.toString();
    }

    TorchScript script() {
        return script;
    }

    /** Calls a method that differentiates: recording is on for its duration only, so nothing else is recorded. */
    NDList differentiate(String method, List<List<NDArray>> lists, NDArray... first) {
        JniUtils.setGradMode(true);
        try {
            return script.callEndingInLists(method, lists, first);
        } finally {
            JniUtils.setGradMode(false);
        }
    }

    @Override
    public void close() {
        script.close();
    }
}
