package io.brewprint.llama;

import ai.djl.ndarray.types.Shape;
import io.brewprint.tensor.SafeTensors;
import io.brewprint.tensor.WeightSource;
import java.util.Map;
import java.util.SplittableRandom;

/** Where a model's matrices come from, one at a time: a folder's tensors, a quantised copy, or a random generator. */
interface Weights {
    /** The matrix or vector called {@code name}, in {@code format}; the caller closes it. */
    Encoded get(String name, Shape shape, WeightFormat format);

    /** Tensors of a model folder, encoded as they are read. */
    static Weights of(SafeTensors files) {
        return (name, shape, format) -> Encoded.of(WeightSource.of(name, files.get(name, shape.getShape())), format);
    }

    /** Values at hand, by name. */
    static Weights of(Map<String, float[]> values) {
        return (name, shape, format) -> Encoded.of(
                WeightSource.of(java.util.Objects.requireNonNull(values.get(name), name), shape.getShape()), format);
    }

    /**
     * Normal values of deviation 0.02, norms one: for benchmarks and tests of any size, because every piece of 64
     * values has a generator of its own and so can be made by any thread.
     */
    static Weights random(long seed) {
        return (name, shape, format) -> Encoded.of(
                new WeightSource() {
                    @Override
                    public Shape shape() {
                        return shape;
                    }

                    @Override
                    public void read(long from, float[] into) {
                        for (int i = 0; i < into.length; ) {
                            long at = from + i;
                            SplittableRandom random =
                                    new SplittableRandom(seed ^ (name.hashCode() * 31L) ^ ((at >> 6) << 20));
                            for (int skip = (int) (at & 63); skip > 0; skip--) {
                                random.nextInt();
                            }
                            do {
                                into[i++] = shape.dimension() == 1 ? 1 : normal(random.nextInt());
                            } while (((from + i) & 63) != 0 && i < into.length);
                        }
                    }
                },
                format);
    }

    /** Sum of four bytes: near enough to a normal distribution of deviation 0.02. */
    private static float normal(int bits) {
        int sum = (bits & 255) + ((bits >> 8) & 255) + ((bits >> 16) & 255) + (bits >>> 24) - 510;
        return sum * (0.02f / 147.8f);
    }
}
