package io.brewprint.plan;

import io.brewprint.llama.HeadScript;
import io.brewprint.llama.LlamaConfig;
import io.brewprint.llama.Projection;
import io.brewprint.llama.WeightFormat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a LoRA training will hold in the device's memory, computed from the model's shape before anything is loaded.
 *
 * @param parts bytes by name: what stays for the whole training first, then what comes and goes
 * @param phases bytes held at the worst moment of each phase
 * @param hostBytes bytes that wait in the host's memory instead
 * @param levers what would need less, the strongest first
 */
public record MemoryPlan(
        LlamaConfig model,
        PlanOptions options,
        Map<String, Long> parts,
        Map<String, Long> phases,
        long hostBytes,
        List<Lever> levers) {

    /**
     * A change of the settings that needs less memory.
     *
     * @param name what to change
     * @param peakBytes the peak after the change
     */
    public record Lever(String name, long peakBytes) {}

    /** Rows of a head that is not held as it is computed, dequantised at once. */
    private static final int HEAD_SLICE = 16_384;

    /** Context, kernels and cuBLAS workspace of a CUDA process. */
    private static final long GPU_WORKSPACE = 640L << 20;

    /** A worker that trains, measured on a model of nothing: JVM, heap in use, libtorch and its threads. */
    private static final long CPU_WORKSPACE = 384L << 20;

    private static final int STATE_BLOCK = 256;

    /** Makes the maps immutable and keeps their order. */
    public MemoryPlan {
        parts = Collections.unmodifiableMap(new LinkedHashMap<>(parts));
        phases = Collections.unmodifiableMap(new LinkedHashMap<>(phases));
        levers = List.copyOf(levers);
    }

    /** The plan of a training. */
    public static MemoryPlan of(LlamaConfig model, PlanOptions options) {
        MemoryPlan plan = without(model, options);
        return new MemoryPlan(model, options, plan.parts, plan.phases, plan.hostBytes, plan.better());
    }

    private static MemoryPlan without(LlamaConfig model, PlanOptions options) {
        LayerMemory layer = new LayerMemory(model, options);
        Map<String, Long> parts = new LinkedHashMap<>(held(model, options));
        long resident = sum(parts);
        long inputs = (model.layers() + 1L)
                * options.tokens()
                * model.hiddenSize()
                * options.device().bytes();
        long slice = options.hostCheckpoints() ? 2 * inputs / (model.layers() + 1) : 0;
        long kept = options.hostCheckpoints() ? 0 : inputs;
        long loss = loss(model, options);
        long workspace = options.device() == PlanOptions.Device.GPU ? GPU_WORKSPACE : CPU_WORKSPACE;
        parts.put("layer inputs", kept);
        parts.put("a layer's dequantised weights", layer.dequantised());
        parts.put("a layer's activations and gradients", layer.backward() + slice);
        parts.put("logits chunk", loss);
        parts.put("workspace", workspace);
        Map<String, Long> phases = new LinkedHashMap<>();
        phases.put("load", workspace + weights(parts) + largestTensor(model) * options.sourceBytes());
        phases.put("forward", workspace + resident + kept + slice + layer.dequantised() + layer.forward());
        phases.put("loss", workspace + resident + kept + slice + loss);
        phases.put("backward", workspace + resident + kept + slice + layer.dequantised() + layer.backward());
        phases.put("optimizer", workspace + resident + update(model, options));
        return new MemoryPlan(model, options, parts, phases, options.hostCheckpoints() ? inputs : 0, List.of());
    }

    /** What stays from the first step to the last. */
    private static Map<String, Long> held(LlamaConfig model, PlanOptions options) {
        long adapter = options.adapterParameters(model);
        Map<String, Long> held = new LinkedHashMap<>();
        held.put(
                "base weights",
                Arrays.stream(Projection.values())
                        .mapToLong(p -> options.base().bytes(p.out(model), p.in(model)) * model.layers())
                        .sum());
        held.put("embedding", table(model, options));
        held.put("head", model.tiedHead() ? 0 : table(model, options));
        held.put("norms", (2L * model.layers() + 1) * model.hiddenSize() * Float.BYTES);
        held.put("adapter", adapter * Float.BYTES);
        held.put("gradients", adapter * Float.BYTES);
        held.put(
                "optimizer states",
                options.eightBitStates()
                        ? 2 * (adapter + Math.ceilDiv(adapter, STATE_BLOCK) * Float.BYTES)
                        : 2 * adapter * Float.BYTES);
        held.put("rotary tables", 2L * options.sequence() * model.headDim() * Float.BYTES);
        return held;
    }

    private static long table(LlamaConfig model, PlanOptions options) {
        long values = (long) model.vocabSize() * model.hiddenSize();
        return values * options.headBytes() + (options.int8Head() ? (long) model.vocabSize() * Float.BYTES : 0);
    }

    private static long weights(Map<String, Long> parts) {
        return List.of("base weights", "embedding", "head", "norms").stream()
                .mapToLong(name -> parts.getOrDefault(name, 0L))
                .sum();
    }

    private static long largestTensor(LlamaConfig model) {
        return Math.max((long) model.vocabSize() * model.hiddenSize(), LayerMemory.largest(model));
    }

    /**
     * Logits of a chunk of rows and their softmax or gradient in f32, the final hidden state with its gradient, and a
     * slice of the head in the precision computed in where it is held in another.
     */
    private static long loss(LlamaConfig model, PlanOptions options) {
        long rows = Math.min(
                HeadScript.rows(model.vocabSize(), options.device() == PlanOptions.Device.GPU), options.tokens());
        int value = options.device().bytes();
        long logits = 2 * rows * model.vocabSize() * Float.BYTES;
        long hidden = 2 * options.tokens() * model.hiddenSize() * value;
        boolean same = options.headBytes() == value;
        return logits
                + hidden
                + (same ? 0 : (long) Math.min(HEAD_SLICE, model.vocabSize()) * model.hiddenSize() * value);
    }

    /** Beside what stays: the moments of one tensor in f32 where they are held in 8 bits. */
    private static long update(LlamaConfig model, PlanOptions options) {
        long widest = 0;
        for (Projection p : options.lora().targets()) {
            widest = Math.max(widest, (long) options.lora().rank() * Math.max(p.in(model), p.out(model)));
        }
        return options.eightBitStates() ? 2 * widest * Float.BYTES : 0;
    }

    private List<Lever> better() {
        List<Lever> found = new ArrayList<>();
        lever(found, "quantization nf4", LayerMemory.isNf4(options.base()), options.withBase(WeightFormat.NF4_DOUBLE));
        lever(
                found,
                "quantization int8",
                options.base() == WeightFormat.INT8 || LayerMemory.isNf4(options.base()),
                options.withBase(WeightFormat.INT8));
        int rank = Math.max(1, options.lora().rank() / 2);
        lever(found, "rank " + rank, false, options.withRank(rank));
        int sequence = Math.max(2, options.sequence() / 2);
        lever(found, "sequence " + sequence, sequence >= options.sequence(), options.withSequence(sequence));
        int batch = Math.max(1, options.batch() / 2);
        lever(found, "batch " + batch, false, options.withBatch(batch));
        lever(found, "8-bit optimizer states", options.eightBitStates(), options.withEightBitStates());
        lever(
                found,
                "layer inputs on the host",
                options.hostCheckpoints() || options.device() == PlanOptions.Device.CPU,
                options.withHostCheckpoints());
        lever(found, "8-bit embedding and head", options.int8Head(), options.withInt8Head());
        found.sort(java.util.Comparator.comparingLong(Lever::peakBytes));
        return found;
    }

    private void lever(List<Lever> found, String name, boolean pulled, PlanOptions changed) {
        long peak = pulled ? Long.MAX_VALUE : without(model, changed).peakBytes();
        if (peak < peakBytes()) {
            found.add(new Lever(name, peak));
        }
    }

    private static long sum(Map<String, Long> parts) {
        return parts.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Bytes held at the worst moment of the training. */
    public long peakBytes() {
        return Collections.max(phases.values());
    }

    /** The phase of that moment. */
    public String peakPhase() {
        return Collections.max(phases.entrySet(), Map.Entry.comparingByValue()).getKey();
    }

    /** The peak in GiB. */
    public double peakGib() {
        return gib(peakBytes());
    }

    /** Whether the peak stays within {@code memoryGib}. */
    public boolean fits(double memoryGib) {
        return peakGib() <= memoryGib;
    }

    /** Why the training does not fit, in one line with what would help; empty where it fits. */
    public String refusal(double memoryGib) {
        if (fits(memoryGib)) {
            return "";
        }
        String head = String.format(
                Locale.ROOT,
                "the training needs %.1f GiB (%s), and %.1f GiB are there",
                peakGib(),
                peakPhase(),
                memoryGib);
        List<String> enough = levers.stream()
                .filter(lever -> gib(lever.peakBytes()) <= memoryGib)
                .map(MemoryPlan::told)
                .toList();
        if (!enough.isEmpty()) {
            return head + "; enough would be " + String.join(", or ", enough);
        }
        return head + "; no single change is enough"
                + (levers.isEmpty() ? "" : ", the strongest is " + told(levers.getFirst()));
    }

    private static String told(Lever lever) {
        return lever.name() + String.format(Locale.ROOT, " (%.1f GiB)", gib(lever.peakBytes()));
    }

    /** Bytes as GiB. */
    public static double gib(long bytes) {
        return bytes / (double) (1L << 30);
    }
}
