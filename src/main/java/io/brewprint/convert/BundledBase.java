package io.brewprint.convert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.brewprint.config.AtomicFiles;
import io.brewprint.config.Fault;
import io.brewprint.config.Json;
import io.brewprint.config.Where;
import io.brewprint.tensor.DType;
import io.brewprint.tensor.Floats;
import io.brewprint.tensor.SafeTensors;
import io.brewprint.tensor.SafeTensorsWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;

/**
 * A base model as it is handed on: bf16, with a record of how it was made ({@code base.json}) that holds the SHA-256 of
 * each of its files. A folder whose files are not those is refused.
 */
public final class BundledBase {
    /** The record's name. */
    public static final String RECORD = "base.json";

    private static final String FILES = "files";
    private static final String WEIGHTS = "model.safetensors";
    private static final List<String> COPIED = List.of("tokenizer.json", "tokenizer_config.json");

    private BundledBase() {}

    /**
     * Writes one; a folder that is there is replaced when the new one is whole.
     *
     * @param model of f32 weights in one file
     * @param record what is told of it; the files' hashes are added
     */
    public static void write(Path model, Path out, ObjectNode record) throws IOException {
        Path work = out.resolveSibling(out.getFileName() + ".tmp");
        AtomicFiles.deleteTree(work);
        Files.createDirectories(work);
        try (SafeTensors weights = SafeTensors.openModel(model)) {
            SafeTensorsWriter writer = new SafeTensorsWriter();
            weights.tensors()
                    .forEach((name, tensor) -> writer.add(
                            name,
                            DType.BF16,
                            tensor.shape().getShape(),
                            (from, into, count) -> Floats.read(name, tensor, from, into, count)));
            writer.write(work.resolve(WEIGHTS));
        }
        for (String file : COPIED) {
            Files.copy(model.resolve(file), work.resolve(file));
        }
        if (Json.PLAIN.readTree(model.resolve("config.json").toFile()) instanceof ObjectNode config) {
            config.put("torch_dtype", "bfloat16");
            AtomicFiles.write(work.resolve("config.json"), Json.pretty(config));
        }
        ObjectNode files = record.putObject(FILES);
        try (var all = Files.list(work)) {
            for (Path file : all.sorted().toList()) {
                files.put(String.valueOf(file.getFileName()), AtomicFiles.sha256(file));
            }
        }
        AtomicFiles.write(work.resolve(RECORD), Json.pretty(record));
        AtomicFiles.deleteTree(out);
        Files.move(work, out, StandardCopyOption.ATOMIC_MOVE);
    }

    /**
     * Holds a folder's files against its record; one without a record is its owner's affair.
     *
     * @throws Fault naming the first file that is another, or is missing
     */
    public static void check(Path folder) throws IOException {
        Path record = folder.resolve(RECORD);
        if (!Files.isRegularFile(record)) {
            return;
        }
        JsonNode files = Json.PLAIN.readTree(record.toFile()).path(FILES);
        for (Map.Entry<String, JsonNode> entry : files.properties()) {
            Path file = folder.resolve(Path.of(entry.getKey()).getFileName());
            String found = Files.isRegularFile(file) ? AtomicFiles.sha256(file) : "";
            if (!found.equals(entry.getValue().asText())) {
                throw new Fault(
                        "other_base",
                        found.isEmpty()
                                ? "a file of the base is missing"
                                : "the file is not the one that base.json records",
                        Where.in(file),
                        "take the folder anew, or delete its base.json if you changed it on purpose");
            }
        }
    }
}
