package io.brewprint.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.brewprint.config.Json;
import io.brewprint.llama.WeightFormat;
import io.brewprint.worker.EventWriter;
import io.brewprint.worker.Job;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.StreamSupport;

/** Jobs {@code bench_train}, {@code bench_generate} and {@code bench_slice}: the benchmarks that need a process of their own. */
public final class BenchJob {
    private BenchJob() {}

    /** All of them, by their kind. */
    public static Map<String, Job> all() {
        return Map.of("bench_train", BenchJob::train, "bench_slice", BenchJob::slice, "bench_generate", BenchJob::generate);
    }

    static JsonNode train(JsonNode job, EventWriter events, BooleanSupplier stop) {
        List<int[]> answers = StreamSupport.stream(job.required("batches").spliterator(), false)
                .map(batch -> StreamSupport.stream(batch.spliterator(), false).mapToInt(JsonNode::asInt).toArray())
                .toList();
        TrainBench.Result r = TrainBench.run(job.required("prompt_tokens").asInt(), answers, events::log);
        return Json.MAPPER.createObjectNode()
                .put("tokens_per_s", r.tokensPerSecond())
                .put("matmul_gflops", r.matmulGflops())
                .put("step_gflops", r.stepGflops())
                .put("share_of_matmul", r.shareOfMatmul())
                .put("prefix_packing_gain", r.prefixPackingGain())
                .put("prefix_token_ratio", r.prefixTokenRatio())
                .put("row_tokens_per_s", r.rowTokensPerSecond());
    }

    static JsonNode generate(JsonNode job, EventWriter events, BooleanSupplier stop) throws IOException {
        GenerateBench.Result r = GenerateBench.run(events::log);
        String base = job.path("base").asText("");
        String adapter = job.path("adapter").asText("");
        ConstraintBench.Result c = ConstraintBench.run(
                base.isEmpty() ? null : Path.of(base), adapter.isEmpty() ? null : Path.of(adapter), events::log);
        return Json.MAPPER.createObjectNode()
                .put("batch1_tokens_per_s", r.batch1())
                .put("batch16_tokens_per_s", r.batch16())
                .put("prefix_sharing_gain", r.prefixSharingGain())
                .put("same_answers", r.sameAnswers())
                .put("exam_seconds", r.examSeconds())
                .put("constraint_model", c.model())
                .put("constraint_overhead", c.overhead())
                .put("constraint_overhead_drawn", c.overheadDrawn())
                .put("constrained_valid_share", c.validShare())
                .put("unconstrained_valid_share", c.freeValidShare())
                .put("constrained_tokens_per_s", c.tokensPerSecond())
                .put("unconstrained_tokens_per_s", c.freeTokensPerSecond());
    }

    static JsonNode slice(JsonNode job, EventWriter events, BooleanSupplier stop) {
        SliceBench.Result r = SliceBench.run(
                job.required("model").asText(), WeightFormat.of(job.required("quantization").asText(), true),
                job.required("layers").asInt(), job.required("rank").asInt(), job.required("sequence").asInt(),
                events::log);
        ObjectNode result = Json.MAPPER.createObjectNode()
                .put("parameters", r.parameters())
                .put("plan_gib", r.planGib())
                .put("load_seconds", r.loadSeconds())
                .put("step_seconds", r.stepSeconds())
                .put("loss", r.loss());
        r.loadBytes().ifPresent(bytes -> result.put("load_peak_gib", bytes / (double) (1L << 30)));
        r.peakBytes().ifPresent(bytes -> {
            double gib = bytes / (double) (1L << 30);
            result.put("peak_gib", gib).put("peak_of_plan", gib / r.planGib());
        });
        return result;
    }
}
