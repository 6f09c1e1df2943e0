package io.brewprint.tensor;

import ai.djl.ndarray.types.Shape;

/** A tensor's values as f32, read in pieces and by several threads: from a mapped file, or made up. */
public interface WeightSource {
    Shape shape();

    /** Values {@code from, from+1, ..} of the row-major tensor. */
    void read(long from, float[] into);

    default long elements() {
        return shape().size();
    }

    default int rows() {
        return Math.toIntExact(shape().get(0));
    }

    default int width() {
        return Math.toIntExact(elements() / rows());
    }

    /** A tensor of a file. */
    static WeightSource of(String name, SafeTensors.Tensor tensor) {
        return new WeightSource() {
            @Override
            public Shape shape() {
                return tensor.shape();
            }

            @Override
            public void read(long from, float[] into) {
                Floats.read(name, tensor, from, into, into.length);
            }
        };
    }

    /** Values at hand. */
    static WeightSource of(float[] values, long... shape) {
        return new WeightSource() {
            @Override
            public Shape shape() {
                return new Shape(shape);
            }

            @Override
            public void read(long from, float[] into) {
                System.arraycopy(values, Math.toIntExact(from), into, 0, into.length);
            }
        };
    }
}
