package io.brewprint.llama;

/**
 * TorchScript source of embedding, logits and loss. v holds the embedding's arrays, the final norm, and the head's
 * arrays unless it is tied. The loss is taken over chosen rows, in chunks, so that no array of all logits is ever held;
 * a head that is not f32 is dequantised in slices of the vocabulary.
 */
public final class HeadScript {
    private static final int ROWS = 1024;
    /** Logits that a GPU may hold at once: it waits longer for many small calls than for one. */
    private static final int GPU_LOGITS = 1 << 25;

    private static final int SLICE = 16_384;

    private final LlamaConfig c;
    private final Precision precision;
    private final int rows;

    private HeadScript(LlamaConfig config, Precision precision, int rows) {
        this.c = config;
        this.precision = precision;
        this.rows = rows;
    }

    /** Rows whose logits are held at once: 1,024, and more of a small vocabulary on a GPU. */
    public static int rows(int vocabSize, boolean gpu) {
        return gpu ? Math.max(ROWS, GPU_LOGITS / vocabSize) : ROWS;
    }

    /**
     * The methods.
     *
     * @param gpu whether they run on a GPU
     */
    public static String methods(LlamaConfig config, Precision precision, boolean gpu) {
        HeadScript s = new HeadScript(config, precision, rows(config.vocabSize(), gpu));
        return s.embed() + s.logits() + s.loss();
    }

    /** Index of the final norm in v. */
    static int norm(Precision precision) {
        return precision.vocabulary().parts();
    }

    /** Index of the head's first array in v. */
    static int head(LlamaConfig config, Precision precision) {
        return config.tiedHead() ? 0 : norm(precision) + 1;
    }

    private String embed() {
        String rows = "torch.embedding(v[0], ids)";
        return "def embed(self: __torch__.M, ids: Tensor, v: List[Tensor]) -> Tensor:\n  return "
                + switch (precision.vocabulary()) {
                    case INT8 ->
                        precision
                                .compute()
                                .from32("torch.mul(" + rows + ", torch.embedding(torch.unsqueeze(v[1], 1), ids))");
                    case F32 -> precision.compute().from32(rows);
                    default -> "torch.to(" + rows + ", " + precision.compute().code() + ")";
                }
                + "\n";
    }

    private String logits() {
        int head = head(c, precision);
        int type = precision.compute().code();
        String norm = "def normed(self: __torch__.M, x: Tensor, v: List[Tensor]) -> Tensor:\n  return "
                + LayerScript.norm("x", "v[" + norm(precision) + "]", c, precision) + "\n";
        if (precision.vocabulary() == WeightFormat.F32 && precision.compute() == ComputeType.F32) {
            return norm + """
                    def logits(self: __torch__.M, n: Tensor, v: List[Tensor]) -> Tensor:
                      return torch.linear(n, v[HEAD])
                    def logits_vjp(self: __torch__.M, g: Tensor, v: List[Tensor]) -> Tensor:
                      return torch.matmul(g, v[HEAD])
                    """.replace("HEAD", Integer.toString(head));
        }
        boolean scaled = precision.vocabulary() == WeightFormat.INT8;
        String scale = "torch.slice(v[" + (head + 1) + "], 0, i, j)";
        String part = "torch.to(torch.linear(n, torch.to(torch.slice(v[" + head + "], 0, i, j), " + type + ")), 6)";
        String gradient = "torch.slice(g, 1, i, j)";
        return norm
                + """
                def logits(self: __torch__.M, n: Tensor, v: List[Tensor]) -> Tensor:
                  parts = annotate(List[Tensor], [])
                  i = 0
                  while torch.lt(i, VOCAB):
                    j = ops.prim.min(torch.add(i, SLICE), VOCAB)
                    parts = torch.append(parts, PART)
                    i = j
                  return torch.cat(parts, 1)
                def logits_vjp(self: __torch__.M, g: Tensor, v: List[Tensor]) -> Tensor:
                  out = torch.zeros([torch.size(g, 0), DIM], dtype=6, layout=None, device=ops.prim.device(g))
                  i = 0
                  while torch.lt(i, VOCAB):
                    j = ops.prim.min(torch.add(i, SLICE), VOCAB)
                    w = torch.to(torch.slice(v[HEAD], 0, i, j), TYPE)
                    out = torch.add(out, torch.matmul(torch.to(GRAD, TYPE), w))
                    i = j
                  return torch.to(out, TYPE)
                """.replace("VOCAB", Integer.toString(c.vocabSize()))
                        .replace("SLICE", Integer.toString(SLICE))
                        .replace("PART", scaled ? "torch.mul(" + part + ", " + scale + ")" : part)
                        .replace("GRAD", scaled ? "torch.mul(" + gradient + ", " + scale + ")" : gradient)
                        .replace("HEAD", Integer.toString(head))
                        .replace("DIM", Integer.toString(c.hiddenSize()))
                        .replace("TYPE", Integer.toString(type));
    }

    private String loss() {
        return """
                def rows_logits(self: __torch__.M, x: Tensor, rows: Tensor, v: List[Tensor]) -> Tensor:
                  return (self).logits((self).normed(torch.index_select(x, 0, rows), v, ), v, )
                def head_loss(self: __torch__.M, x: Tensor, rows: Tensor, targets: Tensor, v: List[Tensor]) -> Tensor:
                  total = torch.zeros([], dtype=6, layout=None, device=ops.prim.device(x))
                  i = 0
                  while torch.lt(i, torch.size(rows, 0)):
                    j = torch.add(i, CHUNK)
                    lg = (self).rows_logits(x, torch.slice(rows, 0, i, j), v, )
                    total = torch.add(total, torch.cross_entropy_loss(lg, torch.slice(targets, 0, i, j), None, 2))
                    i = j
                  return total
                def head_vjp(self: __torch__.M, x: Tensor, rows: Tensor, targets: Tensor, scale: Tensor, v: List[Tensor]) \
                -> List[Tensor]:
                  gx = torch.zeros_like(x)
                  total = torch.zeros([], dtype=6, layout=None, device=ops.prim.device(x))
                  i = 0
                  while torch.lt(i, torch.size(rows, 0)):
                    j = torch.add(i, CHUNK)
                    at = torch.slice(rows, 0, i, j)
                    t = torch.slice(targets, 0, i, j)
                    r = torch.requires_grad_(torch.detach(torch.index_select(x, 0, at)), True)
                    n = (self).normed(r, v, )
                    lg = (self).logits(torch.detach(n), v, )
                    total = torch.add(total, torch.cross_entropy_loss(lg, t, None, 2))
                    g = torch.softmax(lg, -1)
                    minus = torch.neg(torch.ones_like(torch.unsqueeze(t, 1), dtype=6))
                    g = torch.mul_(torch.scatter_add_(g, 1, torch.unsqueeze(t, 1), minus), scale)
                    gl = annotate(List[Optional[Tensor]], [(self).logits_vjp(g, v, )])
                    gr = torch.grad([n], [r], gl)
                    gx = torch.index_add_(gx, 0, at, unchecked_cast(Tensor, gr[0]))
                    i = j
                  return [total, gx]
                def head_full_vjp(self: __torch__.M, x: Tensor, rows: Tensor, targets: Tensor, scale: Tensor, v: List[Tensor]) \
                -> List[Tensor]:
                  gx = torch.zeros_like(x)
                  gn = torch.zeros_like(v[NORM])
                  gh = torch.zeros_like(v[HEAD])
                  total = torch.zeros([], dtype=6, layout=None, device=ops.prim.device(x))
                  i = 0
                  while torch.lt(i, torch.size(rows, 0)):
                    j = torch.add(i, CHUNK)
                    at = torch.slice(rows, 0, i, j)
                    r = torch.requires_grad_(torch.detach(torch.index_select(x, 0, at)), True)
                    norm = torch.requires_grad_(torch.detach(v[NORM]), True)
                    head = torch.requires_grad_(torch.detach(v[HEAD]), True)
                    lg = torch.linear(RMS, head)
                    loss = torch.cross_entropy_loss(lg, torch.slice(targets, 0, i, j), None, 2)
                    total = torch.add(total, torch.detach(loss))
                    gl = annotate(List[Optional[Tensor]], [scale])
                    gr = torch.grad([loss], [r, norm, head], gl)
                    gx = torch.index_add_(gx, 0, at, unchecked_cast(Tensor, gr[0]))
                    gn = torch.add_(gn, unchecked_cast(Tensor, gr[1]))
                    gh = torch.add_(gh, unchecked_cast(Tensor, gr[2]))
                    i = j
                  return [total, gx, gn, gh]
                """.replace("CHUNK", Integer.toString(rows))
                .replace("NORM", Integer.toString(norm(precision)))
                .replace("HEAD", Integer.toString(head(c, precision)))
                .replace("RMS", LayerScript.norm("r", "norm", c, precision));
    }
}
