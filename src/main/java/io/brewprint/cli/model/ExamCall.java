package io.brewprint.cli.model;

import io.brewprint.cli.command.BaseCommand;
import io.brewprint.cli.command.Errors;
import io.brewprint.cli.command.ExitCode;
import io.brewprint.cli.command.WorkerCall;
import io.brewprint.config.ErrorCategory;
import io.brewprint.config.Fault;
import io.brewprint.config.Where;
import io.brewprint.exam.ExamOutcome;
import io.brewprint.exam.Learned;
import io.brewprint.exam.Mark;
import io.brewprint.worker.ExamResult;
import io.brewprint.worker.ExamSpec;
import io.brewprint.worker.StoppedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An exam held in a worker: the job, and what came of it, whole or broken off. */
final class ExamCall {
    /** Attempts at an answer and the waits between them, and the loading of a model. */
    private static final int PATIENCE = 6;

    private final BaseCommand command;
    private final ExamSpec spec;
    private @Nullable Fault ended;

    ExamCall(BaseCommand command, ExamSpec spec) {
        this.command = command;
        this.spec = spec;
    }

    /** Where answers go: the folder that was named, else the home's. */
    static Path folder(BaseCommand command, @Nullable Path output) {
        return output == null ? command.home().exams() : output.toAbsolutePath().normalize();
    }

    /** Holds it, to its end or to where it broke off. */
    ExamResult hold() throws Exception {
        command.err()
                .println("asking " + spec.model()
                        + (spec.author().endpoint() != null
                                ? " at " + spec.author().endpoint()
                                : spec.author().adapter() != null
                                        ? ", an adapter of " + spec.author().baseName()
                                        : ", a base model without an adapter"));
        command.err().flush();
        Duration silence = Duration.ofSeconds((long) PATIENCE * spec.author().timeoutSeconds());
        try {
            ExamResult result =
                    new WorkerCall(command.err()).patiently(command.home(), command.config(), spec, silence);
            ExamOutcome last = result.constrained() == null ? result.free() : result.constrained();
            if (last.brokenOff() != null) {
                ended = last.brokenOff().fault(told(last));
            }
            return result;
        } catch (StoppedException e) {
            if (!(e.result().orElse(null) instanceof ExamResult result)) {
                throw e;
            }
            ended = new Fault(
                    ErrorCategory.STOPPED,
                    "stopped",
                    "stopped on request; " + told(result.constrained() == null ? result.free() : result.constrained()),
                    Where.NOWHERE,
                    "take the stop back with brewprint resume, then ask again");
            return result;
        }
    }

    /** Training data in which prompts are looked up beside; null where there is none. */
    static @Nullable Path rows(BaseCommand command) {
        Path rows = command.home().train();
        return Files.isRegularFile(rows) ? rows : null;
    }

    /** Whether an adapter knows more than base and retrieval; the base as the last cycle examined it. */
    private Optional<Learned> learned(ExamResult result) throws IOException {
        if (spec.author().adapter() == null) {
            return Optional.empty();
        }
        Path kept = command.home().results().resolve("exam_" + spec.author().baseName() + ".json");
        List<Mark> base = ExamResult.kept(kept).map(r -> r.best().marks()).orElse(List.of());
        List<Mark> retrieval =
                result.retrieval() == null ? List.of() : result.retrieval().marks();
        return Optional.of(Learned.of(spec.model(), result.free().marks(), base, retrieval));
    }

    /** What people read. */
    List<String> lines(ExamResult result) throws IOException {
        List<String> lines = ExamTable.of(result);
        learned(result).ifPresent(learned -> lines.add("  " + learned.sentence()));
        return lines;
    }

    private String told(ExamOutcome exam) {
        int answered = exam.overall().answered();
        return answered == 0 ? "no prompt was answered" : answered + " prompts were answered: " + spec.results();
    }

    /** What scripts read. */
    Map<String, Object> document(ExamResult result) throws IOException {
        Map<String, Object> document = ExamDocument.of(spec, result, ended);
        learned(result).ifPresent(learned -> document.put("learned", learned));
        return document;
    }

    /** Whether it did not come to its end. */
    boolean broken() {
        return ended != null;
    }

    /**
     * Makes sure that it came to its end.
     *
     * @throws Fault why it did not
     */
    void whole() {
        Fault how = ended;
        if (how != null) {
            throw how;
        }
    }

    /** Tells the end to people, where it is not the usual one; gives the exit code. */
    int exit() {
        Fault how = ended;
        if (how == null) {
            return ExitCode.DONE;
        }
        if (!command.json()) {
            command.err().println(Errors.line(how));
            command.err().flush();
        }
        return ExitCode.of(how);
    }
}
