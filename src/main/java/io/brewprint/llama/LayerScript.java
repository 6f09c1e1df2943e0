package io.brewprint.llama;

import org.jspecify.annotations.Nullable;

/**
 * TorchScript source of one decoder layer and of the loss, for training. Shapes: x {@code [B,T,D]}, cos and sin
 * {@code [1,1,T,h]}, w the nine weights of a layer (two norms, then {@link Projection} order), a the adapter's A and B
 * in the same order for its targets.
 */
final class LayerScript {
    private final LlamaConfig config;
    private final @Nullable LoraSpec lora;

    private LayerScript(LlamaConfig config, @Nullable LoraSpec lora) {
        this.config = config;
        this.lora = lora;
    }

    static String source(LlamaConfig config, @Nullable LoraSpec lora) {
        String plain = new LayerScript(config, null).layer("layer", "");
        if (lora == null) {
            return rope() + plain + loss(config);
        }
        LoraSpec still = new LoraSpec(lora.rank(), lora.alpha(), 0, lora.targets(), lora.rankStabilised());
        return rope()
                + plain
                + new LayerScript(config, still).layer("layer_lora", ", a: List[Tensor]")
                + new LayerScript(config, lora).layer("layer_lora_train", ", a: List[Tensor]")
                + loss(config);
    }

    static String rope() {
        return """
                def rope(self: __torch__.M, x: Tensor, cos: Tensor, sin: Tensor) -> Tensor:
                  a, b, = torch.chunk(x, 2, -1)
                  return torch.add(torch.mul(x, cos), torch.mul(torch.cat([torch.neg(b), a], -1), sin))
                """;
    }

    private String layer(String name, String extra) {
        LlamaConfig c = config;
        int h = c.headDim();
        return "def " + name + "(self: __torch__.M, x: Tensor, cos: Tensor, sin: Tensor, w: List[Tensor]" + extra
                + ") -> Tensor:\n"
                + "  b = torch.size(x, 0)\n"
                + "  t = torch.size(x, 1)\n"
                + "  n = torch.rms_norm(x, [" + c.hiddenSize() + "], w[0], " + c.normEps() + ")\n"
                + head("q", linear(Projection.Q, "n"), c.heads(), h)
                + head("k", linear(Projection.K, "n"), c.kvHeads(), h)
                + head("v", linear(Projection.V, "n"), c.kvHeads(), h)
                + "  q = (self).rope(q, cos, sin, )\n"
                + "  k = (self).rope(k, cos, sin, )\n"
                + "  s = torch.scaled_dot_product_attention(q, k, v, None, 0., True, scale=None, enable_gqa="
                + (c.heads() == c.kvHeads() ? "False" : "True") + ")\n"
                + "  s = torch.reshape(torch.transpose(s, 1, 2), [b, t, " + c.heads() * h + "])\n"
                + "  y = torch.add(x, " + linear(Projection.O, "s") + ")\n"
                + "  m = torch.rms_norm(y, [" + c.hiddenSize() + "], w[1], " + c.normEps() + ")\n"
                + "  f = torch.mul(torch.silu(" + linear(Projection.GATE, "m") + "), " + linear(Projection.UP, "m") + ")\n"
                + "  return torch.add(y, " + linear(Projection.DOWN, "f") + ")\n";
    }

    private static String head(String name, String linear, int heads, int headDim) {
        return "  " + name + " = torch.transpose(torch.view(" + linear + ", [b, t, " + heads + ", " + headDim
                + "]), 1, 2)\n";
    }

    private String linear(Projection p, String x) {
        String base = "torch.linear(" + x + ", w[" + p.slot() + "])";
        int index = lora == null ? -1 : lora.targets().indexOf(p);
        if (lora == null || index < 0) {
            return base;
        }
        String in = lora.dropout() > 0 ? "torch.dropout(" + x + ", " + lora.dropout() + ", True)" : x;
        return "torch.add(" + base + ", torch.linear(torch.linear(" + in + ", a[" + 2 * index + "]), a["
                + (2 * index + 1) + "]), alpha=" + lora.scale() + ")";
    }

    /** Logits of chosen rows of the flattened hidden state, and their summed cross-entropy. */
    private static String loss(LlamaConfig c) {
        return "def rows_logits(self: __torch__.M, x: Tensor, rows: Tensor, norm: Tensor, head: Tensor) -> Tensor:\n"
                + "  r = torch.index_select(torch.flatten(x, 0, 1), 0, rows)\n"
                + "  return torch.linear(torch.rms_norm(r, [" + c.hiddenSize() + "], norm, " + c.normEps() + "), head)\n"
                + "def rows_loss(self: __torch__.M, x: Tensor, rows: Tensor, targets: Tensor, norm: Tensor, head: Tensor)"
                + " -> Tensor:\n"
                + "  lg = (self).rows_logits(x, rows, norm, head, )\n"
                + "  return torch.cross_entropy_loss(lg, targets, None, 2)\n";
    }
}
