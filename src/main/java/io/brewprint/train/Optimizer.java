package io.brewprint.train;

import ai.djl.ndarray.NDArray;
import io.brewprint.llama.SafeTensors;
import io.brewprint.llama.SafeTensorsWriter;
import java.util.List;

/** Updates parameters from their gradients, and can be saved and read back to the last bit. */
interface Optimizer extends AutoCloseable {
    /**
     * Scales {@code gradients} down to the global norm {@code maxNorm} if they exceed it, and updates.
     *
     * @return their norm before; if it is not finite nothing was updated
     */
    double step(List<NDArray> gradients, double rate, double maxNorm);

    /** Adds its state to a file. */
    void save(SafeTensorsWriter writer);

    /** Reads what {@link #save} wrote. */
    void load(SafeTensors tensors);

    @Override
    void close();
}
