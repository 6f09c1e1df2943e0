package io.brewprint.cycle;

import io.brewprint.config.AtomicFiles;
import io.brewprint.worker.StageKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A small real stage: reads in.txt of the home (when there), writes ID.txt, gives its length to later stages. */
public class FileStage implements Stage {
    public static final Key<Integer> LENGTH = new Key<>("length", Integer.class);

    private final String id;
    private final StageKind kind;
    private int runs;

    public FileStage(String id, StageKind kind) {
        this.id = id;
        this.kind = kind;
    }

    public FileStage(String id) {
        this(id, StageKind.DATA);
    }

    public int runs() {
        return runs;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String name() {
        return "Write " + id;
    }

    @Override
    public String version() {
        return "1";
    }

    @Override
    public StageKind kind() {
        return kind;
    }

    @Override
    public Optional<StageInputs> inputs(StageContext context) throws Exception {
        Path in = context.home().root().resolve("in.txt");
        return Files.exists(in) ? Optional.of(new StageInputs().file("in.txt", in)) : Optional.empty();
    }

    @Override
    public StageResult run(StageContext context) throws Exception {
        runs++;
        Path out = context.home().root().resolve(id + ".txt");
        context.progress().at(1, 1, "writing", java.util.Map.of("loss", 0.5));
        AtomicFiles.write(out, "written by " + id + " in attempt " + context.attempt());
        context.give(LENGTH, (int) Files.size(out));
        return StageResult.done().with("text", out).with("bytes", Files.size(out));
    }
}
