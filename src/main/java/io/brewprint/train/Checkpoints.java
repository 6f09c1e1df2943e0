package io.brewprint.train;

import com.fasterxml.jackson.databind.JsonNode;
import io.brewprint.config.AtomicFiles;
import io.brewprint.config.Json;
import io.brewprint.tensor.SafeTensors;
import io.brewprint.tensor.SafeTensorsWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Checkpoints {@code checkpoint-S/} of a training: weights, optimizer and {@code trainer_state.json}; and {@code
 * best/}, those with the lowest validation loss. A folder is written beside its name and renamed when it is whole, so
 * that a crash or a full disk leaves the one before it valid.
 */
final class Checkpoints {
    /** Folder of the best weights. */
    static final String BEST = "best";

    private static final String PREFIX = "checkpoint-";

    private final Path folder;
    private final int keep;

    Checkpoints(Path folder, int keep) {
        this.folder = folder;
        this.keep = Math.max(1, keep);
    }

    private interface Content {
        void write(Path work) throws IOException;
    }

    /** Writes a checkpoint at {@code state}'s step and deletes all but the newest ones. */
    void save(Trainee trainee, Optimizer optimizer, TrainerState state) throws IOException {
        write(PREFIX + state.globalStep(), trainee, work -> {
            SafeTensorsWriter writer = new SafeTensorsWriter();
            optimizer.save(writer);
            writer.write(work.resolve("optimizer.safetensors"));
            Json.PLAIN
                    .writerWithDefaultPrettyPrinter()
                    .writeValue(work.resolve("trainer_state.json").toFile(), state.json());
        });
        List<Path> all = list();
        for (Path old : all.subList(0, Math.max(0, all.size() - keep))) {
            AtomicFiles.deleteTree(old);
        }
    }

    /** Writes {@code best/}. */
    void saveBest(Trainee trainee) throws IOException {
        write(BEST, trainee, work -> {});
    }

    /** Writes {@code final/}: weights, system prompt and log. */
    void saveFinal(Trainee trainee, String systemPrompt, TrainerState state) throws IOException {
        write("final", trainee, work -> {
            Files.writeString(work.resolve("system_prompt.txt"), systemPrompt);
            Json.PLAIN
                    .writerWithDefaultPrettyPrinter()
                    .writeValue(work.resolve("trainer_state.json").toFile(), state.json());
        });
    }

    private void write(String name, Trainee trainee, Content rest) throws IOException {
        Path target = folder.resolve(name);
        Path work = folder.resolve(name + ".tmp");
        AtomicFiles.deleteTree(work);
        Files.createDirectories(work);
        trainee.write(work);
        rest.write(work);
        AtomicFiles.deleteTree(target);
        Files.move(work, target, StandardCopyOption.ATOMIC_MOVE);
    }

    /** The folder of the best, if an evaluation was held. */
    Optional<Path> best() {
        Path best = folder.resolve(BEST);
        return Files.isDirectory(best) ? Optional.of(best) : Optional.empty();
    }

    /** The newest complete checkpoint. */
    Optional<Path> newest() throws IOException {
        List<Path> all = list();
        return all.isEmpty() ? Optional.empty() : Optional.of(all.getLast());
    }

    static TrainerState state(Path checkpoint) throws IOException {
        JsonNode json =
                Json.PLAIN.readTree(checkpoint.resolve("trainer_state.json").toFile());
        return TrainerState.of(json);
    }

    static void load(Path checkpoint, Optimizer optimizer) throws IOException {
        try (SafeTensors tensors = SafeTensors.open(checkpoint.resolve("optimizer.safetensors"))) {
            optimizer.load(tensors);
        }
    }

    /** Complete checkpoints by step, the oldest first: as numbers, because 10 comes after 9. */
    private List<Path> list() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var paths = Files.list(folder)) {
            return paths.filter(p -> p.getFileName().toString().matches(PREFIX + "\\d+"))
                    .sorted(Comparator.comparingInt(
                            p -> Integer.parseInt(p.getFileName().toString().substring(PREFIX.length()))))
                    .toList();
        }
    }
}
