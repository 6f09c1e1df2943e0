package io.brewprint.decode;

import io.brewprint.llama.ComputeType;
import io.brewprint.llama.HeadScript;
import io.brewprint.llama.LlamaConfig;
import io.brewprint.llama.Projection;
import io.brewprint.llama.WeightFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * TorchScript source of a whole forward pass with a KV cache, unrolled over layers, and of a loop of such steps: one
 * JNI call for several tokens, because on small models the calls cost more than the arithmetic.
 *
 * <p>The module holds {@code w}, cosines and sines {@code [positions,1,2,h/2]}, epsilon and then each layer's arrays,
 * and {@code v}, the arrays of embedding, final norm and head. Caches are {@code [layers,rows,kv,columns,h]}; a row's
 * tokens may lie in any columns, as keys are rotated by position before they are stored, and an additive mask tells
 * which are its own. Query heads are folded into the sequence by the key head they share, so that no key is ever
 * repeated.
 */
final class DecodeScript {
    /** Arrays in {@code w} before the layers. */
    static final int TABLES = 3;

    private final LlamaConfig c;
    private final DecodeLayout layout;
    private final boolean fused;
    private final ComputeType compute;

    private DecodeScript(LlamaConfig config, DecodeLayout layout, boolean fused) {
        this.c = config;
        this.layout = layout;
        this.fused = fused;
        compute = layout.precision().compute();
    }

    /**
     * The module's methods.
     *
     * @param fusedAttention whether the CPU's attention kernel is there; else it is put together of products
     */
    static String source(LlamaConfig config, DecodeLayout layout, boolean fusedAttention) {
        DecodeScript s = new DecodeScript(config, layout, fusedAttention);
        return HeadScript.methods(config, layout.precision(), false)
                + WeightFormat.methods()
                + s.attention()
                + s.state()
                + s.forward("one", true, false)
                + s.forward("one_shared", true, true)
                + s.forward("many", false, false)
                + s.forward("many_shared", false, true)
                + s.steps("steps", "one", "")
                + s.steps("steps_shared", "one_shared", ", pk: Tensor, pv: Tensor, use: Tensor")
                + s.extend("extend", "many", "")
                + s.extend("extend_shared", "many_shared", ", pk: Tensor, pv: Tensor, use: Tensor")
                + MOVES;
    }

    /** Fills of the module's lists, a copy and an empty cache in the type that is computed in. */
    private String state() {
        return """
                def hold(self: __torch__.M, w: List[Tensor], v: List[Tensor]) -> Tensor:
                  self.w = w
                  self.v = v
                  return w[0]
                def narrowed(self: __torch__.M, x: Tensor) -> Tensor:
                  return torch.to(x, TYPE)
                def cache(self: __torch__.M, shape: Tensor) -> Tensor:
                  return torch.zeros([DIMENSIONS], dtype=TYPE, layout=None, device=ops.prim.device((self.w)[0]))
                """.replace(
                        "DIMENSIONS",
                        IntStream.range(0, 5).mapToObj(i -> item("shape", i)).collect(Collectors.joining(", ")))
                .replace("TYPE", Integer.toString(compute.code()));
    }

    private static String item(String array, int index) {
        return "int(torch.item(torch.select(" + array + ", 0, " + index + ")))";
    }

    /** Attention that also gives the logarithm of its sums, by which two parts of it are put together. */
    private String attention() {
        if (fused) {
            return """
                    def attend(self: __torch__.M, q: Tensor, k: Tensor, v: Tensor, mask: Optional[Tensor]) -> List[Tensor]:
                      o, l, = torch._scaled_dot_product_flash_attention_for_cpu(q, k, v, 0., False, attn_mask=mask, scale=None)
                      return [o, l]
                    """;
        }
        return """
                def attend(self: __torch__.M, q: Tensor, k: Tensor, v: Tensor, mask: Optional[Tensor]) -> List[Tensor]:
                  s = torch.mul(torch.matmul(q, torch.transpose(k, 2, 3)), SCALE)
                  if torch.__is__(mask, None):
                    t = s
                  else:
                    t = torch.add(s, unchecked_cast(Tensor, mask))
                  l = torch.logsumexp(torch.to(t, 6), [-1])
                  p = torch.to(torch.exp(torch.sub(torch.to(t, 6), torch.unsqueeze(l, -1))), ops.prim.dtype(v))
                  return [torch.matmul(p, v), l]
                """.replace("SCALE", Double.toString(1 / Math.sqrt(c.headDim())));
    }

    /**
     * Hidden state of the last column's tokens {@code [B,D]}: writes keys and values of ids {@code [B,t]} at columns p
     * to p+t and attends to the columns lo to p+t, and, where rows share a prefix, to its keys once for all of them.
     */
    private String forward(String name, boolean single, boolean shared) {
        int h = c.headDim();
        int kv = c.kvHeads();
        int group = c.heads() / kv;
        int turned = c.heads() + kv;
        StringBuilder s = new StringBuilder("def " + name + "(self: __torch__.M, k: List[Tensor], v: List[Tensor], "
                + (shared ? "pk: List[Tensor], pv: List[Tensor], use: Tensor, " : "")
                + "ids: Tensor, pos: Tensor, mask: Tensor, lo: int, p: int) -> Tensor:\n"
                + "  w = self.w\n  b = torch.size(ids, 0)\n  t = torch.size(ids, 1)\n  end = torch.add(p, t)\n"
                + "  flat = torch.view(pos, [-1])\n  cos = torch.index_select(w[0], 0, flat)\n"
                + "  sin = torch.index_select(w[1], 0, flat)\n"
                + "  x = (self).embed(torch.view(ids, [-1]), self.v, )\n");
        for (int i = 0; i < c.layers(); i++) {
            s.append(norm("n", "x", layout.norm(i, true)));
            s.append(layout.linears("qkv", "n", i, List.of(Projection.Q, Projection.K, Projection.V)));
            s.append("  qk = torch.view(torch.slice(qkv, 1, 0, " + turned * h + "), [-1, " + turned + ", 2, " + h / 2
                    + "])\n");
            s.append("  r = torch.view(" + compute.from32("torch.addcmul(torch.mul(qk, cos), torch.flip(qk, [2]), sin)")
                    + ", [b, t, " + turned + ", " + h + "])\n");
            s.append("  _k = torch.copy_(torch.slice(k[" + i + "], 2, p, end), torch.transpose(torch.slice(r, 2, "
                    + c.heads() + "), 1, 2))\n");
            s.append("  _v = torch.copy_(torch.slice(v[" + i
                    + "], 2, p, end), torch.transpose(torch.view(torch.slice(qkv, 1, " + turned * h + "), [b, t, " + kv
                    + ", " + h + "]), 1, 2))\n");
            String q = "torch.slice(r, 2, 0, " + c.heads() + ")";
            s.append(
                    single
                            ? "  q = torch.view(" + q + ", [b, " + kv + ", " + group + ", " + h + "])\n"
                            : "  q = torch.reshape(torch.transpose(torch.view(" + q + ", [b, t, " + kv + ", " + group
                                    + ", " + h + "]), 1, 2), [b, " + kv + ", -1, " + h + "])\n");
            s.append("  o, l, = (self).attend(q, torch.slice(k[" + i + "], 2, lo, end), torch.slice(v[" + i
                    + "], 2, lo, end), mask, )\n");
            if (shared) {
                s.append("  q = torch.reshape(torch.transpose(q, 0, 1), [1, " + kv + ", -1, " + h + "])\n");
                s.append("  o1, l1, = (self).attend(q, pk[" + i + "], pv[" + i + "], None, )\n");
                s.append("  o1 = torch.transpose(torch.reshape(o1, [" + kv + ", b, -1, " + h + "]), 0, 1)\n");
                s.append("  l1 = torch.transpose(torch.reshape(l1, [" + kv + ", b, -1]), 0, 1)\n");
                s.append("  u = torch.sigmoid(torch.add(torch.sub(l1, l), use))\n");
                s.append("  o = torch.lerp(o, o1, torch.to(torch.unsqueeze(u, -1), ops.prim.dtype(o)))\n");
            }
            s.append(
                    single
                            ? ""
                            : "  o = torch.transpose(torch.reshape(o, [b, " + kv + ", t, " + group * h + "]), 1, 2)\n");
            s.append("  o = torch.reshape(o, [-1, " + c.heads() * h + "])\n");
            s.append(layout.linears("a", "o", i, List.of(Projection.O))).append("  x = torch.add(x, a)\n");
            s.append(norm("m", "x", layout.norm(i, false)));
            s.append(layout.linears("gu", "m", i, List.of(Projection.GATE, Projection.UP)));
            s.append("  g, f, = torch.chunk(gu, 2, 1)\n  f = torch.mul(torch.silu(g), f)\n");
            s.append(layout.linears("d", "f", i, List.of(Projection.DOWN))).append("  x = torch.add(x, d)\n");
        }
        s.append("  x = torch.select(torch.view(x, [b, t, " + c.hiddenSize()
                + "]), 1, -1)\n  return (self).normed(x, self.v, )\n");
        return s.toString();
    }

    /** Root mean square by a vector norm: half the time of rms_norm, which is put together of six operations. */
    private String norm(String to, String x, String weight) {
        String wide = compute.to32(x); // squares of 16 bits would lose too much
        String scaled = compute.from32(
                "torch.mul(" + wide + ", torch.rsqrt(torch.addcmul(w[2], z, z, value=" + 1.0 / c.hiddenSize() + ")))");
        return "  z = torch.linalg_vector_norm(" + wide + ", 2, [-1], True)\n  " + to + " = "
                + (weight.isEmpty() ? scaled : "torch.mul(" + scaled + ", " + weight + ")") + "\n";
    }

    /**
     * Several tokens of every row: {@code given} {@code [B,n]} holds the tokens to feed, -1 where the most likely one
     * is to be fed; {@code at} the first column that is attended to, the one to write, and whether logits are wanted.
     * Gives the most likely token after each {@code [n,B]}, and the logits {@code [n,B,V]} or nothing.
     */
    private String steps(String name, String forward, String more) {
        String lists = more.isEmpty() ? "" : "torch.unbind(pk, 0), torch.unbind(pv, 0), use, ";
        return """
                def NAME(self: __torch__.M, k: Tensor, v: Tensor, given: Tensor, pos: Tensor, mask: Tensor, at: TensorMORE) \
                -> List[Tensor]:
                  lo = ITEM0
                  p = ITEM1
                  b = torch.size(given, 0)
                  ks = torch.unbind(torch.slice(k, 1, 0, b), 0)
                  vs = torch.unbind(torch.slice(v, 1, 0, b), 0)
                  best = annotate(List[Tensor], [])
                  all = annotate(List[Tensor], [])
                  ids = torch.slice(given, 1, 0, 1)
                  for i in range(torch.size(given, 1)):
                    q = torch.add(p, i)
                    seen = torch.slice(mask, 3, lo, torch.add(q, 1))
                    x = (self).FORWARD(ks, vs, LISTSids, torch.add(pos, i), seen, lo, q, )
                    lg = (self).logits(x, self.v, )
                    top, next, = torch.max(lg, 1)
                    best = torch.append(best, next)
                    all = torch.append(all, lg)
                    j = torch.add(i, 1)
                    if torch.lt(j, torch.size(given, 1)):
                      told = torch.slice(given, 1, j, torch.add(j, 1))
                      ids = torch.where(torch.ge(told, 0), told, torch.unsqueeze(next, 1))
                  if torch.gt(ITEM2, 0):
                    kept = torch.stack(all)
                  else:
                    kept = torch.zeros([0], dtype=6, layout=None, device=None)
                  return [torch.stack(best), kept]
                """.replace("NAME", name)
                .replace("MORE", more)
                .replace("FORWARD", forward)
                .replace("LISTS", lists)
                .replace("ITEM0", item("at", 0))
                .replace("ITEM1", item("at", 1))
                .replace("ITEM2", item("at", 2));
    }

    /**
     * Several tokens of one row at once: {@code at} holds row, first column attended to, first column written; {@code
     * hidden} the mask of the columns before that, to which the triangle is added here. Gives the most likely next
     * token and its logits.
     */
    private String extend(String name, String forward, String more) {
        String lists = more.isEmpty() ? "" : "torch.unbind(pk, 0), torch.unbind(pv, 0), use, ";
        return """
                def NAME(self: __torch__.M, k: Tensor, v: Tensor, ids: Tensor, pos: Tensor, hidden: Tensor, at: TensorMORE) \
                -> List[Tensor]:
                  row = ITEM0
                  t = torch.size(ids, 1)
                  all = torch.expand(torch.zeros_like(torch.slice(torch.to(pos, 6), 1, 0, 1)), [t, t])
                  later = torch.triu(torch.add(all, HIDDEN), 1)
                  seen = torch.cat([torch.expand(hidden, [t, torch.size(hidden, 1)]), later], 1)
                  mask = torch.reshape(torch.repeat_interleave(seen, GROUP, 0), [1, 1, -1, torch.size(seen, 1)])
                  ks = torch.unbind(torch.slice(k, 1, row, torch.add(row, 1)), 0)
                  vs = torch.unbind(torch.slice(v, 1, row, torch.add(row, 1)), 0)
                  x = (self).FORWARD(ks, vs, LISTSids, pos, mask, ITEM1, ITEM2, )
                  lg = (self).logits(x, self.v, )
                  top, next, = torch.max(lg, 1)
                  return [torch.unsqueeze(next, 0), torch.unsqueeze(lg, 0)]
                """.replace("NAME", name)
                .replace("MORE", more)
                .replace("FORWARD", forward)
                .replace("LISTS", lists)
                .replace("ITEM0", item("at", 0))
                .replace("ITEM1", item("at", 1))
                .replace("ITEM2", item("at", 2))
                .replace("HIDDEN", Float.toString(Extension.HIDDEN))
                .replace("GROUP", Integer.toString(c.heads() / c.kvHeads()));
    }

    /** Rows and columns of a cache moved about. */
    private static final String MOVES = """
            def pack(self: __torch__.M, old: Tensor, fresh: Tensor, index: Tensor) -> Tensor:
              b = torch.size(index, 0)
              t = torch.size(index, 1)
              n = torch.size(old, 0)
              at = torch.expand(torch.view(index, [1, b, 1, t, 1]), [n, b, torch.size(old, 2), t, torch.size(old, 4)])
              to = torch.slice(torch.slice(fresh, 1, 0, b), 3, 0, t)
              return torch.copy_(to, torch.gather(torch.slice(old, 1, 0, b), 3, at))
            def move(self: __torch__.M, cache: Tensor, at: Tensor) -> Tensor:
              lo = int(torch.item(torch.select(at, 0, 2)))
              hi = int(torch.item(torch.select(at, 0, 3)))
              fr = torch.slice(torch.select(cache, 1, int(torch.item(torch.select(at, 0, 0)))), 2, lo, hi)
              to = torch.slice(torch.select(cache, 1, int(torch.item(torch.select(at, 0, 1)))), 2, lo, hi)
              return torch.slice(torch.copy_(to, fr), 0, 0, 0)
            """;
}
