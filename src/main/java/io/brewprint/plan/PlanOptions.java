package io.brewprint.plan;

import io.brewprint.llama.LlamaConfig;
import io.brewprint.llama.LoraSpec;
import io.brewprint.llama.Projection;
import io.brewprint.llama.WeightFormat;
import java.util.List;

/**
 * What a {@link MemoryPlan} is made for.
 *
 * @param base how the frozen projections are held
 * @param device where the training runs
 * @param lora rank, dropout and targets of the adapter
 * @param sequence tokens of a sequence
 * @param batch sequences of a micro-batch
 * @param prefix tokens of the prompt that all sequences of a micro-batch share and that is computed once; 0 without
 *     packing
 * @param sourceBytes bytes of a value in the model's files, which embedding and head keep: 2 or 4
 * @param int8Head whether embedding and head are held in 8 bits too
 * @param eightBitStates whether AdamW's moments are held in 8 bits
 * @param hostCheckpoints whether the layers' inputs wait in the host's memory for the backward pass
 */
public record PlanOptions(
        WeightFormat base,
        Device device,
        LoraSpec lora,
        int sequence,
        int batch,
        int prefix,
        int sourceBytes,
        boolean int8Head,
        boolean eightBitStates,
        boolean hostCheckpoints) {

    /** Where the training runs, which decides the precision that is computed in. */
    public enum Device {
        /** bf16. */
        GPU(2),
        /** f32. */
        CPU(4);

        private final int bytes;

        Device(int bytes) {
            this.bytes = bytes;
        }

        /** Bytes of a computed value. */
        public int bytes() {
            return bytes;
        }
    }

    /** Checks the ranges. */
    public PlanOptions {
        if (sequence < 1 || batch < 1 || prefix < 0 || prefix >= sequence || (sourceBytes != 2 && sourceBytes != 4)) {
            throw new IllegalArgumentException(
                    "a plan needs sequence and batch of at least 1, a prefix shorter than the "
                            + "sequence and 2 or 4 bytes a source value, found " + sequence + ", " + batch + ", "
                            + prefix + ", "
                            + sourceBytes);
        }
    }

    /** A plain LoRA training of all seven projections, without dropout: f32 moments, everything on the device. */
    public static PlanOptions of(WeightFormat base, Device device, int rank, int sequence, int batch) {
        return new PlanOptions(
                base, device, LoraSpec.all(rank, 2.0 * rank, 0), sequence, batch, 0, 2, false, false, false);
    }

    /** Tokens computed in a micro-step. */
    public long tokens() {
        return prefix + (long) batch * (sequence - prefix);
    }

    /** Bytes of a held value of embedding and head. */
    int headBytes() {
        return int8Head ? 1 : base == WeightFormat.F32 ? 4 : device == Device.GPU ? 2 : sourceBytes;
    }

    /** Values of the adapter for a model. */
    long adapterParameters(LlamaConfig model) {
        long layer = 0;
        for (Projection p : lora.targets()) {
            layer += (long) lora.rank() * (p.in(model) + p.out(model));
        }
        return layer * model.layers();
    }

    PlanOptions withBase(WeightFormat other) {
        return new PlanOptions(
                other, device, lora, sequence, batch, prefix, sourceBytes, int8Head, eightBitStates, hostCheckpoints);
    }

    PlanOptions withRank(int rank) {
        double alpha = lora.alpha() * rank / lora.rank();
        LoraSpec other = new LoraSpec(rank, alpha, lora.dropout(), List.copyOf(lora.targets()), lora.rankStabilised());
        return new PlanOptions(
                base, device, other, sequence, batch, prefix, sourceBytes, int8Head, eightBitStates, hostCheckpoints);
    }

    PlanOptions withSequence(int tokens) {
        return new PlanOptions(
                base,
                device,
                lora,
                tokens,
                batch,
                Math.min(prefix, tokens - 1),
                sourceBytes,
                int8Head,
                eightBitStates,
                hostCheckpoints);
    }

    PlanOptions withBatch(int sequences) {
        return new PlanOptions(
                base,
                device,
                lora,
                sequence,
                sequences,
                prefix,
                sourceBytes,
                int8Head,
                eightBitStates,
                hostCheckpoints);
    }

    PlanOptions withInt8Head() {
        return new PlanOptions(
                base, device, lora, sequence, batch, prefix, sourceBytes, true, eightBitStates, hostCheckpoints);
    }

    PlanOptions withEightBitStates() {
        return new PlanOptions(
                base, device, lora, sequence, batch, prefix, sourceBytes, int8Head, true, hostCheckpoints);
    }

    PlanOptions withHostCheckpoints() {
        return new PlanOptions(
                base, device, lora, sequence, batch, prefix, sourceBytes, int8Head, eightBitStates, true);
    }
}
