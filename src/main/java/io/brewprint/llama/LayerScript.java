package io.brewprint.llama;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * TorchScript source of one decoder layer. Shapes: x {@code [N,D]}, the N tokens of a {@link Packing}; cos and sin
 * {@code [N,1,h]}; mask {@code [S,P+S]}; w a layer's arrays (two norms, then the projections' parts in
 * {@link Projection} order); a the adapter's A and B in the same order for its targets.
 */
public final class LayerScript {
    private final LlamaConfig config;
    private final Precision precision;
    private final @Nullable LoraSpec lora;

    private LayerScript(LlamaConfig config, Precision precision, @Nullable LoraSpec lora) {
        this.config = config;
        this.precision = precision;
        this.lora = lora;
    }

    /** Method {@code name}; with an adapter if {@code lora} is given, with its dropout if that is not 0. */
    static String method(String name, LlamaConfig config, Precision precision, @Nullable LoraSpec lora) {
        return new LayerScript(config, precision, lora).layer(name);
    }

    /** Arrays that hold one layer. */
    public static int arrays(Precision precision) {
        return 2 + Projection.values().length * precision.linears().parts();
    }

    /** Index of a projection's first array in a layer's list. */
    public static int index(Projection p, Precision precision) {
        return 2 + (p.slot() - 2) * precision.linears().parts();
    }

    private String layer(String name) {
        LlamaConfig c = config;
        return "def " + name + "(self: __torch__.M, x: Tensor, cos: Tensor, sin: Tensor, mask: Tensor, w: List[Tensor]"
                + (lora == null ? "" : ", a: List[Tensor]") + ") -> Tensor:\n"
                + "  n = " + norm("x", "w[0]", config, precision) + "\n"
                + inner("n", Projection.Q, Projection.K, Projection.V)
                + head("q", linear(Projection.Q, "n"), c.heads())
                + head("k", linear(Projection.K, "n"), c.kvHeads())
                + head("v", linear(Projection.V, "n"), c.kvHeads())
                + "  s = (self).attend((self).rope(q, cos, sin, ), (self).rope(k, cos, sin, ), v, mask, )\n"
                + inner("s", Projection.O)
                + "  y = torch.add(x, " + linear(Projection.O, "s") + ")\n"
                + "  m = " + norm("y", "w[1]", config, precision) + "\n"
                + inner("m", Projection.GATE, Projection.UP)
                + "  f = torch.mul(torch.silu(" + linear(Projection.GATE, "m") + "), " + linear(Projection.UP, "m")
                + ")\n"
                + inner("f", Projection.DOWN)
                + "  return torch.add(y, " + linear(Projection.DOWN, "f") + ")\n";
    }

    /** Expression of RMSNorm of {@code x} with the f32 weight {@code w}. */
    static String norm(String x, String w, LlamaConfig c, Precision p) {
        return "torch.rms_norm(" + x + ", [" + c.hiddenSize() + "], "
                + p.compute().from32(w) + ", " + c.normEps() + ")";
    }

    private String head(String name, String linear, int heads) {
        return "  " + name + " = torch.view(" + linear + ", [-1, " + heads + ", " + config.headDim() + "])\n";
    }

    private String linear(Projection p, String x) {
        ComputeType type = precision.compute();
        String base = precision.linears().linear(x, "w", index(p, precision), p.out(config), p.in(config), type);
        int target = lora == null ? -1 : lora.targets().indexOf(p);
        if (lora == null || target < 0) {
            return base;
        }
        // one call adds the product to the base: no array of its own for B·A·x
        return "torch.addmm(" + base + ", i" + p.slot() + ", torch.t(" + type.from32("a[" + (2 * target + 1) + "]")
                + "), beta=1, alpha=" + lora.scale() + ")";
    }

    /**
     * A·x of the adapters of some projections with the same input, as {@code iSLOT}: without dropout in one product, as
     * one with sixteen columns costs nearly as much as one with forty-eight.
     */
    private String inner(String x, Projection... projections) {
        if (lora == null) {
            return "";
        }
        List<Projection> adapted =
                Stream.of(projections).filter(lora.targets()::contains).toList();
        if (lora.dropout() > 0 || adapted.size() < 2) {
            return adapted.stream()
                    .map(p -> "  i" + p.slot() + " = torch.linear("
                            + (lora.dropout() > 0 ? "torch.dropout(" + x + ", " + lora.dropout() + ", True)" : x) + ", "
                            + first(p) + ")\n")
                    .collect(Collectors.joining());
        }
        String all = adapted.stream().map(this::first).collect(Collectors.joining(", "));
        String names = adapted.stream().map(p -> "i" + p.slot() + ", ").collect(Collectors.joining());
        return "  " + names + "= torch.chunk(torch.linear(" + x + ", torch.cat([" + all + "], 0)), " + adapted.size()
                + ", -1)\n";
    }

    private String first(Projection p) {
        int target = lora == null ? -1 : lora.targets().indexOf(p);
        return precision.compute().from32("a[" + 2 * target + "]");
    }

    /**
     * Rotation and attention of packed tokens: with a shared prefix, its queries see the prefix, the others the prefix
     * and what stands before them in their own row.
     */
    static String attention(LlamaConfig c) {
        int h = c.headDim();
        String group = c.heads() == c.kvHeads()
                ? "x"
                : "torch.reshape(torch.expand(torch.unsqueeze(x, 2), [-1, -1, " + c.heads() / c.kvHeads()
                        + ", -1, -1]), [torch.size(x, 0), " + c.heads() + ", torch.size(x, 2), " + h + "])";
        return """
                def rope(self: __torch__.M, x: Tensor, cos: Tensor, sin: Tensor) -> Tensor:
                  a, b, = torch.chunk(x, 2, -1)
                  return torch.add(torch.mul(x, cos), torch.mul(torch.cat([torch.neg(b), a], -1), sin))
                def rows(self: __torch__.M, x: Tensor, s: int) -> Tensor:
                  return torch.transpose(torch.view(x, [-1, s, torch.size(x, 1), torch.size(x, 2)]), 1, 2)
                def group(self: __torch__.M, x: Tensor) -> Tensor:
                  return GROUP
                def attend(self: __torch__.M, q: Tensor, k: Tensor, v: Tensor, mask: Tensor) -> Tensor:
                  s = torch.size(mask, 0)
                  p = torch.sub(torch.size(mask, 1), s)
                  if torch.eq(p, 0):
                    kk = (self).group((self).rows(k, s, ), )
                    vv = (self).group((self).rows(v, s, ), )
                    o = torch.scaled_dot_product_attention((self).rows(q, s, ), kk, vv, None, 0., True)
                    out = torch.reshape(torch.transpose(o, 1, 2), [-1, WIDTH])
                  else:
                    k0 = (self).rows(torch.slice(k, 0, 0, p), p, )
                    v0 = (self).rows(torch.slice(v, 0, 0, p), p, )
                    q0 = (self).rows(torch.slice(q, 0, 0, p), p, )
                    o0 = torch.scaled_dot_product_attention(q0, (self).group(k0, ), (self).group(v0, ), None, 0., True)
                    q1 = (self).rows(torch.slice(q, 0, p), s, )
                    b = torch.size(q1, 0)
                    k1 = torch.cat([torch.expand(k0, [b, -1, -1, -1]), (self).rows(torch.slice(k, 0, p), s, )], 2)
                    v1 = torch.cat([torch.expand(v0, [b, -1, -1, -1]), (self).rows(torch.slice(v, 0, p), s, )], 2)
                    o1 = torch.scaled_dot_product_attention(q1, (self).group(k1, ), (self).group(v1, ), mask, 0., False)
                    out0 = torch.reshape(torch.transpose(o0, 1, 2), [-1, WIDTH])
                    out = torch.cat([out0, torch.reshape(torch.transpose(o1, 1, 2), [-1, WIDTH])], 0)
                  return out
                """.replace("GROUP", group).replace("WIDTH", Integer.toString(c.heads() * h));
    }
}
