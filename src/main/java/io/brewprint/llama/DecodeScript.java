package io.brewprint.llama;

/**
 * TorchScript source of a whole forward pass with a KV cache, unrolled over layers: one JNI call a step, because at
 * batch 1 the calls cost more than the arithmetic.
 *
 * <p>{@code prefill} and {@code decode} take ids {@code [B,t]}, cos and sin {@code [B,1,t,h]} (rows are padded on the
 * left, so each has positions of its own), an additive mask {@code [B,1,t,end]}, the position {@code end-t} as int64
 * scalar, the weights (embedding, norm, head, then nine a layer), and the caches {@code [B,kv,T,h]}. They write the
 * caches in place and give the logits {@code [B,V]} of the last column.
 */
final class DecodeScript {
    private DecodeScript() {}

    static String source(LlamaConfig c) {
        return LayerScript.attention(c) + method(c, "prefill", false) + method(c, "decode", true) + select(c);
    }

    private static String method(LlamaConfig c, String name, boolean single) {
        int h = c.headDim();
        String norm = "torch.rms_norm(%s, [" + c.hiddenSize() + "], %s, " + c.normEps() + ")";
        StringBuilder s = new StringBuilder("def " + name
                + "(self: __torch__.M, w: List[Tensor], k: List[Tensor], v: List[Tensor], "
                + "ids: Tensor, cos: Tensor, sin: Tensor, mask: Tensor, at: Tensor) -> Tensor:\n"
                + "  b = torch.size(ids, 0)\n  t = torch.size(ids, 1)\n  p = int(torch.item(at))\n  end = torch.add(p, t)\n"
                + "  x = torch.embedding(w[0], ids)\n");
        for (int i = 0; i < c.layers(); i++) {
            int w = 3 + 9 * i;
            s.append("  n = ").append(norm.formatted("x", "w[" + w + "]")).append('\n');
            s.append(heads("q", w + Projection.Q.slot(), c.heads(), h, single, c.kvHeads()));
            s.append(heads("kk", w + Projection.K.slot(), c.kvHeads(), h, single, c.kvHeads()));
            s.append(heads("vv", w + Projection.V.slot(), c.kvHeads(), h, single, c.kvHeads()));
            s.append("  q = (self).rope(q, cos, sin, )\n  kk = (self).rope(kk, cos, sin, )\n");
            s.append("  _k = torch.copy_(torch.slice(k[" + i + "], 2, p, end), kk)\n");
            s.append("  _v = torch.copy_(torch.slice(v[" + i + "], 2, p, end), vv)\n");
            s.append("  a = torch.scaled_dot_product_attention(q, torch.slice(k[" + i + "], 2, 0, end), torch.slice(v[" + i
                    + "], 2, 0, end), mask, 0., False, scale=None, enable_gqa="
                    + (single || c.heads() == c.kvHeads() ? "False" : "True") + ")\n");
            s.append(single ? "" : "  a = torch.transpose(a, 1, 2)\n");
            s.append("  a = torch.reshape(a, [b, t, " + c.heads() * h + "])\n");
            s.append("  x = torch.add(x, " + linear("a", w + Projection.O.slot()) + ")\n");
            s.append("  m = ").append(norm.formatted("x", "w[" + (w + 1) + "]")).append('\n');
            s.append("  f = torch.mul(torch.silu(" + linear("m", w + Projection.GATE.slot()) + "), "
                    + linear("m", w + Projection.UP.slot()) + ")\n");
            s.append("  x = torch.add(x, " + linear("f", w + Projection.DOWN.slot()) + ")\n");
        }
        s.append("  return torch.linear(" + norm.formatted("torch.select(x, 1, -1)", "w[1]") + ", w[2])\n");
        return s.toString();
    }

    /** With one token a row no transpose is needed, and query heads group by the kv head they share. */
    private static String heads(String name, int weight, int heads, int h, boolean single, int kv) {
        String linear = linear("n", weight);
        return single
                ? "  " + name + " = torch.view(" + linear + ", [b, " + kv + ", " + heads / kv + ", " + h + "])\n"
                : "  " + name + " = torch.transpose(torch.view(" + linear + ", [b, t, " + heads + ", " + h + "]), 1, 2)\n";
    }

    private static String linear(String x, int weight) {
        return "torch.linear(" + x + ", w[" + weight + "])";
    }

    /** Keeps some rows of the caches: for batches in which others have finished. */
    private static String select(LlamaConfig c) {
        return "def keep(self: __torch__.M, kv: List[Tensor], rows: Tensor) -> List[Tensor]:\n"
                + "  out = annotate(List[Tensor], [])\n"
                + "  for i in range(" + 2 * c.layers() + "):\n"
                + "    out = torch.append(out, torch.index_select(kv[i], 0, rows))\n"
                + "  return out\n";
    }
}
