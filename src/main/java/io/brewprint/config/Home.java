package io.brewprint.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The home folder: the repository by default, {@code --home DIR} otherwise. Names every path in it, so that no other
 * class spells one.
 *
 * @param root absolute and normalised
 */
public record Home(Path root) {
    /** Names of adapters begin so; their version follows. */
    public static final String ADAPTER = "blueprint-lora-v";

    /** Makes the path absolute. */
    public Home {
        root = root.toAbsolutePath().normalize();
    }

    /** pipeline_config.json. */
    public Path config() {
        return root.resolve("pipeline_config.json");
    }

    /** routes/: YAML routes; those of the class path serve where this is missing. */
    public Path routes() {
        return root.resolve("routes");
    }

    /** catalog/: node types of the user, one or more a .json file; may be absent. */
    public Path catalog() {
        return root.resolve("catalog");
    }

    /** lessons/: lesson_*.json and correction_*.json. */
    public Path lessons() {
        return root.resolve("lessons");
    }

    /** raw-data/clipboard-exports/: watched. */
    public Path exports() {
        return root.resolve("raw-data").resolve("clipboard-exports");
    }

    /** raw-data/lessons/: watched. */
    public Path lessonInbox() {
        return root.resolve("raw-data").resolve("lessons");
    }

    /** Where the inputs of a watched folder go when they are done. */
    public static Path processed(Path inbox) {
        return inbox.resolve("processed");
    }

    /** Where the inputs of a watched folder go with a reason. */
    public static Path failed(Path inbox) {
        return inbox.resolve("failed");
    }

    /** cleaned-data/parsed-blueprints/: the translated DSL. */
    public Path parsedBlueprints() {
        return root.resolve("cleaned-data").resolve("parsed-blueprints");
    }

    /** cleaned-data/rows/: the training rows of each translated export. */
    public Path exportRows() {
        return root.resolve("cleaned-data").resolve("rows");
    }

    /** datasets/. */
    public Path datasets() {
        return root.resolve("datasets");
    }

    /** datasets/train.jsonl. */
    public Path train() {
        return datasets().resolve("train.jsonl");
    }

    /** datasets/validation.jsonl. */
    public Path validation() {
        return datasets().resolve("validation.jsonl");
    }

    /** datasets/holdout.jsonl. */
    public Path holdout() {
        return datasets().resolve("holdout.jsonl");
    }

    /** datasets/manifest.json. */
    public Path datasetManifest() {
        return datasets().resolve("manifest.json");
    }

    /** models/. */
    public Path models() {
        return root.resolve("models");
    }

    /** models/NAME/: a base model; {@code name} may not leave the folder. */
    public Path model(String name) {
        return inside(models(), name);
    }

    /** models/blueprint-lora-vN/. */
    public Path adapter(int version) {
        return models().resolve(ADAPTER + version);
    }

    /** models/blueprint-lora-vN/final/: the finished adapter. */
    public Path adapterFinal(int version) {
        return adapter(version).resolve("final");
    }

    /** models/blueprint-lora-vN/checkpoint-S/. */
    public Path checkpoint(int version, int step) {
        return adapter(version).resolve("checkpoint-" + step);
    }

    /** results/. */
    public Path results() {
        return root.resolve("results");
    }

    /** results/exams/. */
    public Path exams() {
        return results().resolve("exams");
    }

    /** logs/. */
    public Path logs() {
        return root.resolve("logs");
    }

    /** logs/pipeline_live.log. */
    public Path liveLog() {
        return logs().resolve("pipeline_live.log");
    }

    /** logs/pipeline_live_state.json. */
    public Path liveState() {
        return logs().resolve("pipeline_live_state.json");
    }

    /** logs/pipeline_heartbeat. */
    public Path heartbeat() {
        return logs().resolve("pipeline_heartbeat");
    }

    /** logs/step_timing_history.json. */
    public Path timings() {
        return logs().resolve("step_timing_history.json");
    }

    /** logs/pipeline_resume_state.json. */
    public Path resumeState() {
        return logs().resolve("pipeline_resume_state.json");
    }

    /** logs/training_history.json. */
    public Path trainingHistory() {
        return logs().resolve("training_history.json");
    }

    /** .pipeline_state.json. */
    public Path pipelineState() {
        return root.resolve(".pipeline_state.json");
    }

    /** health_report.json. */
    public Path healthReport() {
        return root.resolve("health_report.json");
    }

    /** jobs/: job files of workers. */
    public Path jobs() {
        return logs().resolve("jobs");
    }

    /** backups/. */
    public Path backups() {
        return root.resolve("backups");
    }

    /** .brewprint.key: what the manifests of this home's backups are sealed with; in no backup. */
    public Path backupKey() {
        return root.resolve(".brewprint.key");
    }

    /** brewprint.db. */
    public Path database() {
        return root.resolve("brewprint.db");
    }

    /** STOP_SIGNAL: there while a stop is asked for. */
    public Path stopSignal() {
        return root.resolve("STOP_SIGNAL");
    }

    /** .brewprint.lock: held while {@code run} or {@code serve} works here. */
    public Path lock() {
        return root.resolve(".brewprint.lock");
    }

    /** .brewprint.owner: who holds the lock; a file of its own, as Windows lets nobody read a locked one. */
    public Path lockOwner() {
        return root.resolve(".brewprint.owner");
    }

    /**
     * A path in the home folder by its relative name, with / on every system.
     *
     * @throws IllegalArgumentException where it would lie outside
     */
    public Path resolve(String relative) {
        return inside(root, relative);
    }

    /**
     * The name by which ledger and reports call a file of this home: relative, with / on every system.
     *
     * @throws IllegalArgumentException where it lies outside
     */
    public String relative(Path file) {
        Path full = file.toAbsolutePath().normalize();
        if (!full.startsWith(root)) {
            throw new IllegalArgumentException(file + " lies outside the home folder " + root);
        }
        return root.relativize(full).toString().replace('\\', '/');
    }

    /** Creates every folder that must be there before work begins. */
    public Home create() throws IOException {
        for (Path dir : List.of(
                root,
                lessons(),
                exports(),
                processed(exports()),
                failed(exports()),
                lessonInbox(),
                processed(lessonInbox()),
                failed(lessonInbox()),
                parsedBlueprints(),
                datasets(),
                models(),
                exams(),
                logs(),
                backups())) {
            Files.createDirectories(dir);
        }
        return this;
    }

    private static Path inside(Path folder, String relative) {
        Path full = folder.resolve(relative).normalize();
        if (!full.startsWith(folder)) {
            throw new IllegalArgumentException(relative + " lies outside " + folder);
        }
        return full;
    }
}
