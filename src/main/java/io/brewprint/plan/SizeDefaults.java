package io.brewprint.plan;

import ai.djl.Device;
import ai.djl.util.cuda.CudaUtils;
import io.brewprint.tensor.Compute;

/**
 * What the original chooses by the size of the card, measured on the whole memory of the first GPU or, without one, of
 * the machine: model, rank and sequence that such a card can train.
 *
 * @param model the known shape that fits
 * @param quantization of its base weights
 * @param rank of the adapter; alpha is twice that
 * @param sequence tokens
 */
public record SizeDefaults(String model, String quantization, int rank, int sequence) {
    /** For {@code gib} of memory. */
    public static SizeDefaults of(double gib) {
        if (gib < 10) {
            return new SizeDefaults("llama-3.2-3b", "nf4", 32, 2048);
        }
        if (gib < 16) {
            return new SizeDefaults("llama-3.1-8b", "nf4", 32, 2048);
        }
        if (gib < 48) {
            return new SizeDefaults("llama-3.1-8b", "int8", 64, 4096);
        }
        // 70B in 8 bit needs 80 GiB with rank 16 and its whole sequence; a card of 48 takes it in 4 bit
        return gib < 88
                ? new SizeDefaults("llama-3.1-70b", "nf4", gib < 60 ? 16 : 32, gib < 60 ? 1024 : 4096)
                : new SizeDefaults("llama-3.1-70b", "int8", 16, 4096);
    }

    /** Memory of the first GPU, else (or where hardware.device is cpu) of the machine, in GiB. */
    public static double memoryGib() {
        if (Compute.device().isGpu()) {
            return MemoryPlan.gib(CudaUtils.getGpuMemory(Device.gpu(0)).getMax());
        }
        return Card.memory();
    }
}
