package io.brewprint.llama;

/**
 * TorchScript source of vector-Jacobian products: one call runs a layer forward again and pushes the gradient of its
 * output back ({@code torch.grad}), so that between layers only their inputs are kept.
 */
final class GradientScript {
    private GradientScript() {}

    /** {@code NAME_vjp}: gradients of x and of the adapter's arrays. */
    static String adapter(String layer) {
        return """
                def NAME_vjp(self: __torch__.M, x: Tensor, gy: Tensor, cos: Tensor, sin: Tensor, mask: Tensor, \
                w: List[Tensor], a: List[Tensor]) -> List[Tensor]:
                  x = torch.requires_grad_(torch.detach(x), True)
                  a = (self).leaves(a, )
                  y = (self).NAME(x, cos, sin, mask, w, a, )
                  return (self).pull(y, gy, torch.add([x], a), )
                """.replace("NAME", layer);
    }

    /** {@code NAME_full_vjp}: gradients of x and of the layer's own f32 arrays. */
    static String full(String layer) {
        return """
                def NAME_full_vjp(self: __torch__.M, x: Tensor, gy: Tensor, cos: Tensor, sin: Tensor, mask: Tensor, \
                w: List[Tensor]) -> List[Tensor]:
                  x = torch.requires_grad_(torch.detach(x), True)
                  w = (self).leaves(w, )
                  y = (self).NAME(x, cos, sin, mask, w, )
                  return (self).pull(y, gy, torch.add([x], w), )
                """.replace("NAME", layer);
    }

    /**
     * {@code NAME_whole}: loss and the adapter's gradients in one call that keeps every layer's activations: faster
     * where memory allows it.
     */
    static String wholeAdapter(String layer, LlamaConfig c, Precision p) {
        return """
                def NAME_whole(self: __torch__.M, ids: Tensor, cos: Tensor, sin: Tensor, mask: Tensor, rows: Tensor, \
                targets: Tensor, scale: Tensor, v: List[Tensor], w: List[Tensor], a: List[Tensor]) -> List[Tensor]:
                  x = (self).embed(ids, v, )
                  a = (self).leaves(a, )
                  per = torch.floordiv(torch.len(a), LAYERS)
                  for i in range(LAYERS):
                    x = (self).NAME(x, cos, sin, mask, torch.slice(w, torch.mul(i, ARRAYS), torch.mul(torch.add(i, 1), ARRAYS)), \
                torch.slice(a, torch.mul(i, per), torch.mul(torch.add(i, 1), per)), )
                  loss = (self).head_loss(x, rows, targets, v, )
                  return torch.add([torch.detach(loss)], (self).pull(loss, scale, a, ))
                """.replace("NAME", layer)
                .replace("LAYERS", Integer.toString(c.layers()))
                .replace("ARRAYS", Integer.toString(LayerScript.arrays(p)));
    }

    /** {@code NAME_full_whole}: loss and the gradients of every weight: v's, then w's. */
    static String wholeFull(String layer, LlamaConfig c, Precision p) {
        return """
                def NAME_full_whole(self: __torch__.M, ids: Tensor, cos: Tensor, sin: Tensor, mask: Tensor, rows: Tensor, \
                targets: Tensor, scale: Tensor, v: List[Tensor], w: List[Tensor]) -> List[Tensor]:
                  v = (self).leaves(v, )
                  w = (self).leaves(w, )
                  x = (self).embed(ids, v, )
                  for i in range(LAYERS):
                    x = (self).NAME(x, cos, sin, mask, torch.slice(w, torch.mul(i, ARRAYS), torch.mul(torch.add(i, 1), ARRAYS)), )
                  loss = (self).head_loss(x, rows, targets, v, )
                  return torch.add([torch.detach(loss)], (self).pull(loss, scale, torch.add(v, w), ))
                """.replace("NAME", layer)
                .replace("LAYERS", Integer.toString(c.layers()))
                .replace("ARRAYS", Integer.toString(LayerScript.arrays(p)));
    }

    /** What the methods above call. */
    static String methods() {
        return """
                def leaves(self: __torch__.M, xs: List[Tensor]) -> List[Tensor]:
                  out = annotate(List[Tensor], [])
                  for i in range(torch.len(xs)):
                    out = torch.append(out, torch.requires_grad_(torch.detach(xs[i]), True))
                  return out
                def pull(self: __torch__.M, y: Tensor, gy: Tensor, xs: List[Tensor]) -> List[Tensor]:
                  gl = annotate(List[Optional[Tensor]], [gy])
                  gr = torch.grad([y], xs, gl)
                  out = annotate(List[Tensor], [])
                  for i in range(torch.len(gr)):
                    out = torch.append(out, unchecked_cast(Tensor, gr[i]))
                  return out
                """;
    }
}
