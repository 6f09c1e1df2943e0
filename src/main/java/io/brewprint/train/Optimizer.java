package io.brewprint.train;

import ai.djl.ndarray.NDArray;
import io.brewprint.tensor.SafeTensors;
import io.brewprint.tensor.SafeTensorsWriter;
import java.util.List;

/** Updates parameters from their gradients, and can be saved and read back to the last bit. */
public interface Optimizer extends AutoCloseable {
    /** Updates once. */
    void step(List<NDArray> gradients, double rate);

    /** Adds its state to a file. */
    void save(SafeTensorsWriter writer);

    /** Reads what {@link #save} wrote. */
    void load(SafeTensors tensors);

    @Override
    void close();
}
