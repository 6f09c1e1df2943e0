package io.brewprint.llama;

/**
 * LLaMA written out in loops, in double precision: slow, and easy to check against the paper. One sequence, no cache.
 */
final class ReferenceLlama {
    private final LlamaModel model;
    private final LlamaConfig c;

    ReferenceLlama(LlamaModel model) {
        this.model = model;
        this.c = model.config();
    }

    double[][] logits(long[] ids) {
        int n = ids.length;
        int d = c.hiddenSize();
        float[] embedding = model.embedding().toFloatArray();
        double[][] x = new double[n][d];
        for (int t = 0; t < n; t++) {
            for (int i = 0; i < d; i++) {
                x[t][i] = embedding[(int) ids[t] * d + i];
            }
        }
        for (int layer = 0; layer < c.layers(); layer++) {
            attention(x, layer);
            mlp(x, layer);
        }
        double[][] logits = new double[n][];
        float[] head = model.head().toFloatArray();
        for (int t = 0; t < n; t++) {
            logits[t] = multiply(head, norm(x[t], model.norm().toFloatArray()), c.vocabSize());
        }
        return logits;
    }

    private void attention(double[][] x, int layer) {
        int n = x.length;
        int h = c.headDim();
        double[][] q = new double[n][];
        double[][] k = new double[n][];
        double[][] v = new double[n][];
        for (int t = 0; t < n; t++) {
            double[] in = norm(x[t], model.layer(layer).get(0).toFloatArray());
            q[t] = rotate(linear(layer, Projection.Q, in), t);
            k[t] = rotate(linear(layer, Projection.K, in), t);
            v[t] = linear(layer, Projection.V, in);
        }
        for (int t = 0; t < n; t++) {
            double[] mixed = new double[c.heads() * h];
            for (int head = 0; head < c.heads(); head++) {
                int kv = head / (c.heads() / c.kvHeads());
                double[] weights = new double[t + 1];
                double sum = 0;
                for (int s = 0; s <= t; s++) {
                    double dot = 0;
                    for (int i = 0; i < h; i++) {
                        dot += q[t][head * h + i] * k[s][kv * h + i];
                    }
                    weights[s] = Math.exp(dot / Math.sqrt(h));
                    sum += weights[s];
                }
                for (int s = 0; s <= t; s++) {
                    for (int i = 0; i < h; i++) {
                        mixed[head * h + i] += weights[s] / sum * v[s][kv * h + i];
                    }
                }
            }
            add(x[t], linear(layer, Projection.O, mixed));
        }
    }

    private void mlp(double[][] x, int layer) {
        for (double[] row : x) {
            double[] in = norm(row, model.layer(layer).get(1).toFloatArray());
            double[] gate = linear(layer, Projection.GATE, in);
            double[] up = linear(layer, Projection.UP, in);
            for (int i = 0; i < gate.length; i++) {
                gate[i] = gate[i] / (1 + Math.exp(-gate[i])) * up[i];
            }
            add(row, linear(layer, Projection.DOWN, gate));
        }
    }

    private double[] rotate(double[] heads, int position) {
        int h = c.headDim();
        double[] f = Rope.frequencies(c);
        double[] out = heads.clone();
        for (int start = 0; start < heads.length; start += h) {
            for (int i = 0; i < h / 2; i++) {
                double cos = Math.cos(position * f[i]);
                double sin = Math.sin(position * f[i]);
                double a = heads[start + i];
                double b = heads[start + i + h / 2];
                out[start + i] = a * cos - b * sin;
                out[start + i + h / 2] = b * cos + a * sin;
            }
        }
        return out;
    }

    private double[] norm(double[] x, float[] weight) {
        double squares = 0;
        for (double value : x) {
            squares += value * value;
        }
        double scale = 1 / Math.sqrt(squares / x.length + c.normEps());
        double[] out = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            out[i] = x[i] * scale * weight[i];
        }
        return out;
    }

    private double[] linear(int layer, Projection p, double[] x) {
        return multiply(model.weight(layer, p).toFloatArray(), x, p.out(c));
    }

    private static double[] multiply(float[] w, double[] x, int out) {
        double[] y = new double[out];
        for (int o = 0; o < out; o++) {
            for (int i = 0; i < x.length; i++) {
                y[o] += w[o * x.length + i] * x[i];
            }
        }
        return y;
    }

    private static void add(double[] x, double[] y) {
        for (int i = 0; i < x.length; i++) {
            x[i] += y[i];
        }
    }
}
