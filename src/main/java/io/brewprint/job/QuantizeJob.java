package io.brewprint.job;

import com.fasterxml.jackson.databind.JsonNode;
import io.brewprint.config.Json;
import io.brewprint.llama.ComputeType;
import io.brewprint.llama.Precision;
import io.brewprint.llama.QuantizedCopy;
import io.brewprint.llama.WeightFormat;
import io.brewprint.worker.EventWriter;
import io.brewprint.worker.Job;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;

/** Job {@code quantize}: makes the quantised copy of the model folder {@code base}. */
final class QuantizeJob implements Job {
    @Override
    public JsonNode run(JsonNode job, EventWriter events, BooleanSupplier stop) throws Exception {
        WeightFormat linears = WeightFormat.of(job.required("quantization").asText(), job.required("double_quant").asBoolean());
        WeightFormat vocabulary = job.required("vocabulary").asText().equals("int8")
                ? WeightFormat.INT8
                : linears == WeightFormat.F32 ? WeightFormat.F32 : WeightFormat.BF16;
        QuantizedCopy copy = new QuantizedCopy(
                Path.of(job.required("base").asText()), new Precision(linears, vocabulary, ComputeType.F32));
        boolean made = job.path("force").asBoolean() || !copy.isCurrent();
        long start = System.nanoTime();
        if (made) {
            copy.make((done, total) -> events.progress("quantize", done, total, done + " of " + total + " tensors"));
        }
        return Json.MAPPER.createObjectNode()
                .put("file", copy.file().toString())
                .put("made", made)
                .put("bytes", Files.size(copy.file()))
                .put("seconds", (System.nanoTime() - start) / 1e9);
    }
}
