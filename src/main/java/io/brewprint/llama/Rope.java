package io.brewprint.llama;

/** Rotary position tables in the half-split layout of Hugging Face's LLaMA. */
public final class Rope {
    private Rope() {}

    /** Angular frequency of each pair, headDim/2 values, Llama 3's scaling applied. */
    public static double[] frequencies(LlamaConfig c) {
        int half = c.headDim() / 2;
        double[] f = new double[half];
        for (int i = 0; i < half; i++) {
            f[i] = scaled(Math.pow(c.ropeTheta(), -2.0 * i / c.headDim()), c.ropeScaling());
        }
        return f;
    }

    private static double scaled(double f, LlamaConfig.@org.jspecify.annotations.Nullable RopeScaling s) {
        if (s == null) {
            return f;
        }
        double wavelength = 2 * Math.PI / f;
        double longest = s.originalMaxPositions() / s.lowFreqFactor();
        double shortest = s.originalMaxPositions() / s.highFreqFactor();
        if (wavelength < shortest) {
            return f;
        }
        if (wavelength > longest) {
            return f / s.factor();
        }
        double smooth =
                (s.originalMaxPositions() / wavelength - s.lowFreqFactor()) / (s.highFreqFactor() - s.lowFreqFactor());
        return (1 - smooth) * f / s.factor() + smooth * f;
    }

    /** {@code [positions, headDim]} row-major: cosines if {@code cosine}, else sines. */
    public static float[] table(LlamaConfig c, int positions, boolean cosine) {
        double[] f = frequencies(c);
        float[] table = new float[Math.multiplyExact(positions, c.headDim())];
        for (int p = 0; p < positions; p++) {
            for (int i = 0; i < c.headDim(); i++) {
                double angle = p * f[i % f.length];
                table[p * c.headDim() + i] = (float) (cosine ? Math.cos(angle) : Math.sin(angle));
            }
        }
        return table;
    }
}
