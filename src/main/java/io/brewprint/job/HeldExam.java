package io.brewprint.job;

import io.brewprint.blueprint.NodeCatalog;
import io.brewprint.complete.Constrain;
import io.brewprint.exam.AnswerCounts;
import io.brewprint.exam.Author;
import io.brewprint.exam.EndpointException;
import io.brewprint.exam.ExamFiles;
import io.brewprint.exam.ExamOutcome;
import io.brewprint.exam.Examiner;
import io.brewprint.lesson.Lesson;
import io.brewprint.worker.EventWriter;
import io.brewprint.worker.ExamSpec;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** One exam of one author in one way of answering. */
final class HeldExam {
    private final ExamSpec spec;
    private final EventWriter events;
    private final BooleanSupplier stop;
    private final Examiner examiner;
    private final String model;
    private final Map<Lesson, ExamOutcome.Answers> asked = new LinkedHashMap<>();
    private ExamOutcome.@Nullable BrokenOff brokenOff;
    private @Nullable Lesson current;
    private @Nullable ExamFiles files;
    private String fault = "";

    /** @param name of the author in results */
    HeldExam(
            ExamSpec spec,
            EventWriter events,
            BooleanSupplier stop,
            Author author,
            NodeCatalog catalog,
            Constrain how,
            String name) {
        this.spec = spec;
        this.events = events;
        this.stop = stop;
        examiner = new Examiner(author, spec.maxNewTokens(), how, catalog);
        model = name + (how == Constrain.OFF ? "" : "_" + how.word());
    }

    /** Whether all was asked, or a server broke it off; false where a stop was requested. */
    boolean examine(List<Lesson> lessons) throws Exception {
        boolean whole;
        try {
            whole = examiner.examine(lessons, stop, this::answered);
        } catch (EndpointException e) {
            brokenOff = ExamOutcome.BrokenOff.of(e.fault());
            whole = true;
        } finally {
            finish();
        }
        if (!whole) {
            return false;
        }
        List<ExamFiles.Answer> all = all();
        if (!all.isEmpty() && AnswerCounts.of(all).failed() == all.size() && brokenOff == null) {
            if (spec.author().endpoint() == null) {
                throw new IllegalArgumentException(fault); // prompts that are too long, all of them
            }
            brokenOff = new ExamOutcome.BrokenOff(fault, "");
        }
        return true;
    }

    ExamOutcome outcome() {
        return ExamOutcome.of(asked, spec.tellFailed(), !spec.suite().isEmpty(), brokenOff);
    }

    private List<ExamFiles.Answer> all() {
        return asked.values().stream()
                .flatMap(answers -> answers.answers().stream())
                .toList();
    }

    private void answered(Lesson lesson, int done, ExamFiles.Answer answer) throws IOException {
        if (!lesson.equals(current)) {
            finish();
            current = lesson;
            files = new ExamFiles(spec.results(), lesson, model, spec.author().baseName());
        }
        Objects.requireNonNull(files).add(answer);
        fault = answer.fault().isEmpty() ? fault : answer.fault();
        events.progress("exam", done, lesson.prompts().size(), model + " on " + lesson.id());
    }

    /** Ends the file of the lesson whose answers came last. */
    private void finish() throws IOException {
        ExamFiles written = files;
        Lesson of = current;
        files = null;
        current = null;
        if (written != null && of != null) {
            try (written) {
                written.finish();
                String name = String.valueOf(written.file().getFileName());
                events.log("answers of " + model + " to " + of.id() + ": " + name);
                asked.put(of, new ExamOutcome.Answers(name, written.answers()));
            }
        }
    }
}
