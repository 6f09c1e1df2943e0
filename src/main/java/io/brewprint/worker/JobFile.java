package io.brewprint.worker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.brewprint.config.AtomicFiles;
import io.brewprint.config.Fault;
import io.brewprint.config.Json;
import io.brewprint.config.Where;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The one place where jobs and their results are written and read. Nothing is guessed: a field that is missing, of
 * another type or not known is a fault, and so is a file of another version.
 */
public final class JobFile {
    /** Changes when a record of {@link JobSpec} or {@link JobResult} does. */
    static final int VERSION = 1;

    private static final String REMEDY = "give the command again: the program that starts a worker writes its job";

    private record Content(int version, JobSpec<?> job) {}

    private JobFile() {}

    /** Writes a job, whole or not at all. */
    public static void write(Path file, JobSpec<?> job) throws IOException {
        AtomicFiles.write(
                file,
                Json.STRICT.writerWithDefaultPrettyPrinter().writeValueAsString(new Content(VERSION, job)) + "\n");
    }

    /**
     * Reads a job.
     *
     * @throws Fault naming file, line and field where it is none of this version
     */
    public static JobSpec<?> read(Path file) throws IOException {
        String text = Files.readString(file);
        try {
            JsonNode version = Json.STRICT.readTree(text).path("version");
            if (version.isInt() && version.intValue() != VERSION) {
                throw new Fault(
                        "bad_job",
                        "the job is of version " + version.intValue() + ", and this program reads " + VERSION,
                        Where.in(file),
                        REMEDY);
            }
            return Json.STRICT.readValue(text, Content.class).job();
        } catch (JsonProcessingException e) {
            throw new Fault("bad_job", words(e), Where.at(e.getLocation()).orIn(file.toString()), REMEDY);
        }
    }

    /** A result as JSON. */
    static JsonNode tree(JobResult result) {
        return Json.STRICT.valueToTree(result);
    }

    /**
     * Reads {@link #tree}.
     *
     * @throws Fault where it is of another form
     */
    static <R extends JobResult> R result(JsonNode tree, Class<R> type) {
        try {
            return Json.STRICT.treeToValue(tree, type);
        } catch (JsonProcessingException e) {
            throw new Fault("bad_result", "the worker's result cannot be read: " + words(e), "build the program again");
        }
    }

    private static String words(JsonProcessingException e) {
        return switch (e) {
            case UnrecognizedPropertyException unknown -> "field \"" + unknown.getPropertyName() + "\" is not known";
            case InvalidTypeIdException kind -> "no job is called \"" + kind.getTypeId() + "\"";
            default -> Json.fault(e);
        };
    }
}
