package io.brewprint.stage;

import io.brewprint.complete.Constrain;
import io.brewprint.config.AtomicFiles;
import io.brewprint.config.Home;
import io.brewprint.config.Json;
import io.brewprint.config.PipelineConfig;
import io.brewprint.cycle.StageContext;
import io.brewprint.cycle.StageInputs;
import io.brewprint.dataset.SystemPrompt;
import io.brewprint.exam.ExamFigures;
import io.brewprint.exam.ExamOutcome;
import io.brewprint.exam.Examiner;
import io.brewprint.ledger.ExamRow;
import io.brewprint.ledger.Ledger;
import io.brewprint.lesson.LessonFiles;
import io.brewprint.worker.AuthorSpec;
import io.brewprint.worker.ExamResult;
import io.brewprint.worker.ExamSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Exams as both exam stages hold them: of a base alone, or of a version on it. */
final class HeldExams {
    private final StageContext context;

    HeldExams(StageContext context) {
        this.context = context;
    }

    /** The version that the run is about, else the newest. */
    Optional<Integer> version() throws IOException {
        Optional<Integer> made = context.get(Outputs.VERSION);
        return made.isPresent() ? made : new Adapters(context.home()).newest();
    }

    /** Why no exam can be held, if so. */
    Optional<String> impossible() throws IOException {
        if (version().isEmpty()) {
            return Optional.of("there is no trained version to examine; run --full makes one");
        }
        return lessons().isEmpty() ? Optional.of("lessons/holdout/ has no lesson to ask") : Optional.empty();
    }

    private List<Path> lessons() throws IOException {
        return new LessonFiles(context.home().lessons()).examFiles();
    }

    /** Name of the base that the version was trained on. */
    String base() throws IOException {
        return new Adapters(context.home()).base(version().orElseThrow());
    }

    /** All that decides the base's answers and their scores. */
    StageInputs inputs() throws IOException {
        PipelineConfig config = context.config();
        StageInputs inputs = new StageInputs()
                .value("exam", config.exam())
                .value("quantization", config.quantization())
                .value("system prompt", SystemPrompt.LEAN)
                .version("exams", Examiner.VERSION);
        NamedStage.language(NamedStage.questions(inputs, context.home()), context.catalog());
        return NamedStage.model(inputs, "base model", context.home().model(base()));
    }

    /** Where the result of a model's newest exam is kept. */
    Path file(String model) {
        return context.home().results().resolve("exam_" + model + ".json");
    }

    /** Whom to ask: the base alone, or a version on it. */
    AuthorSpec author(Optional<Integer> version) throws IOException {
        Home home = context.home();
        String base = base();
        return new AuthorSpec(
                base,
                home.model(base),
                version.map(home::adapterFinal).orElse(null),
                null,
                SystemPrompt.LEAN,
                context.config().exam().timeoutSecondsPerPrompt(),
                context.config().quantization(),
                context.catalog().own().isEmpty() ? null : home.catalog());
    }

    /** Holds the exam in a worker; its figures and answers are then in the ledger. */
    ExamResult hold(Optional<Integer> version) throws Exception {
        Home home = context.home();
        PipelineConfig.Exam exam = context.config().exam();
        String base = base();
        String model = version.map(Adapters::name).orElse(base);
        AuthorSpec author = author(version);
        String started = Ledger.now();
        ExamResult result = context.runWorker(new ExamSpec(
                author,
                model,
                lessons(),
                exam.oneIn(),
                List.of(),
                home.exams(),
                exam.maxNewTokens(),
                Constrain.OFF,
                Constrain.of(exam.constrained()),
                version.isPresent(),
                version.isPresent() && Files.isRegularFile(home.train()) ? home.train() : null));
        AtomicFiles.write(file(model), Json.pretty(result));
        String role = version.isPresent() ? "tuned" : "base";
        record(model, version, role, started, result.best());
        if (result.constrained() != null) {
            record(model, version, role + "_constrained", started, result.constrained());
        }
        return result;
    }

    private void record(String model, Optional<Integer> version, String role, String started, ExamOutcome outcome)
            throws IOException {
        for (ExamOutcome.LessonOutcome lesson : outcome.lessons()) {
            String exam = context.runId() + "-" + model + "-" + role + "-" + lesson.id();
            ExamFigures figures = lesson.figures();
            context.ledger()
                    .exams()
                    .put(new ExamRow(
                            exam,
                            context.runId(),
                            model,
                            version.orElse(null),
                            lesson.id(),
                            role,
                            started,
                            Ledger.now(),
                            figures.prompts(),
                            figures.validShare(),
                            figures.graphF1(),
                            figures.score()));
            ExamAnswers.record(context.ledger(), exam, context.home().exams().resolve(lesson.answers()));
        }
    }

    /** The base's newest exam, if its file is still there. */
    Optional<ExamResult> baseResult() throws IOException {
        return ExamResult.kept(file(base()));
    }

    static String words(ExamFigures t) {
        return String.format(
                Locale.ROOT,
                "%.0f %% exact, slot recall %.3f, slot precision %.3f, graph F1 %.3f, %.0f %% same graph, %.0f %% valid, "
                        + "score %.3f",
                100 * t.exactShare(),
                t.slotRecall(),
                t.slotPrecision(),
                t.graphF1(),
                100 * t.sameGraphShare(),
                100 * t.validShare(),
                t.score());
    }
}
