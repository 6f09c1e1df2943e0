package io.brewprint.stage;

import io.brewprint.compose.Composer;
import io.brewprint.config.AtomicFiles;
import io.brewprint.config.Home;
import io.brewprint.config.Json;
import io.brewprint.config.PipelineConfig;
import io.brewprint.cycle.StageContext;
import io.brewprint.cycle.StageInputs;
import io.brewprint.cycle.StageResult;
import io.brewprint.dataset.Contamination;
import io.brewprint.dataset.Rewording;
import io.brewprint.dataset.Row;
import io.brewprint.lesson.Corrections;
import io.brewprint.lesson.Lesson;
import io.brewprint.lesson.LessonFiles;
import io.brewprint.worker.AuthorSpec;
import io.brewprint.worker.PracticeResult;
import io.brewprint.worker.PracticeSpec;
import io.brewprint.worker.StageKind;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Lets the version practise on prompts apart from all exams and writes {@code lessons/correction_vN.json}: what the
 * next cycle learns from.
 */
final class FeedbackStage extends NamedStage {
    /** What is practised is composed of other numbers than what is taught. */
    private static final long APART = 7_919;
    /** And so are the siblings. */
    private static final long BESIDE = 104_729;

    FeedbackStage() {
        super("feedback", "Practice", StageKind.EXAM, "exam");
    }

    @Override
    public Optional<String> nothingToDo(StageContext context) {
        return context.get(Outputs.EXAM).isEmpty() ? Optional.of("no exam was held") : Optional.empty();
    }

    @Override
    public Optional<StageInputs> inputs(StageContext context) throws Exception {
        int version = context.require(Outputs.VERSION);
        Home home = context.home();
        Path lessons = home.lessons();
        Path own = lessons.resolve("correction_v" + version + ".json");
        StageInputs inputs = new HeldExams(context)
                .inputs()
                .value("version", version)
                .value("feedback", context.config().feedback())
                .value("synthetic", context.config().synthetic())
                .folder(
                        "other corrections",
                        lessons,
                        file -> lessons.equals(file.getParent())
                                && !file.equals(own)
                                && String.valueOf(file.getFileName()).startsWith("correction_"))
                .version("the composer", Composer.VERSION)
                .version("practice", "2");
        return Optional.of(model(inputs, "adapter", home.adapterFinal(version)));
    }

    @Override
    public StageResult run(StageContext context) throws Exception {
        int version = context.require(Outputs.VERSION);
        Home home = context.home();
        PipelineConfig config = context.config();
        PipelineConfig.Feedback feedback = config.feedback();
        LessonFiles lessons = new LessonFiles(home.lessons(), context.catalog());
        Contamination exams = lessons.contamination();
        Path pool = home.results().resolve("practice_pool.json");
        AtomicFiles.write(pool, Json.pretty(pool(config, exams, version).json()));
        PracticeResult practised = context.runWorker(new PracticeSpec(
                new HeldExams(context).author(Optional.of(version)),
                rewords(config),
                pool,
                home.results().resolve("practice_v" + version + ".jsonl"),
                feedback.answers(),
                feedback.temperature(),
                version,
                config.exam().maxNewTokens()));
        Corrections.Outcome outcome = new Corrections(
                        home.lessons(), exams, context.catalog(), feedback.siblings(), feedback.minNewFailures())
                .write(
                        version,
                        practised.file(),
                        config.synthetic().seed() + BESIDE * version,
                        config.synthetic().things());
        return StageResult.done()
                .with("always_right", practised.always())
                .with("sometimes_right", practised.sometimes())
                .with("never_right", practised.never())
                .with("fresh", outcome.fresh())
                .with("correction", outcome.file())
                .saying(practised.always() + " prompts always right, " + practised.sometimes() + " sometimes, "
                        + practised.never() + " never; " + taught(outcome, feedback));
    }

    /** Prompts for a version to practise: none of which an exam asks, and others than the version before had. */
    private static Lesson pool(PipelineConfig config, Contamination exams, int version) {
        List<Lesson.Prompt> prompts = new ArrayList<>();
        int wanted = config.feedback().prompts();
        DatasetStage.composed(config.synthetic(), wanted + wanted / 2 + 8, APART * version)
                .forEach((Row row) -> {
                    if (prompts.size() < wanted && !exams.hits(row)) {
                        prompts.add(new Lesson.Prompt(
                                String.format(Locale.ROOT, "V%d_%05d", version, prompts.size() + 1),
                                row.category(),
                                row.instruction(),
                                row.output()));
                    }
                });
        return new Lesson("practice", "Practice", "Asked several times each, never in exams.", prompts);
    }

    private static @Nullable AuthorSpec rewords(PipelineConfig config) {
        PipelineConfig.Feedback feedback = config.feedback();
        return feedback.authorUrl().isEmpty()
                ? null
                : new AuthorSpec(
                        feedback.authorModel(),
                        null,
                        null,
                        URI.create(feedback.authorUrl()),
                        Rewording.SYSTEM,
                        config.exam().timeoutSecondsPerPrompt(),
                        config.quantization(),
                        null);
    }

    private static String taught(Corrections.Outcome outcome, PipelineConfig.Feedback feedback) {
        if (outcome.fresh() == 0) {
            return "nothing that earlier corrections do not teach often enough";
        }
        if (outcome.fresh() < feedback.minNewFailures()) {
            return outcome.fresh() + " of them new, fewer than feedback.min_new_failures (" + feedback.minNewFailures()
                    + "): no new lesson";
        }
        return "the next cycle learns " + list(outcome.taught())
                + (outcome.without().isEmpty() ? "" : "; without material: " + list(outcome.without()));
    }

    private static String list(Map<String, Integer> counts) {
        return counts.isEmpty()
                ? "nothing"
                : counts.entrySet().stream()
                        .map(each -> each.getValue() + " " + each.getKey())
                        .collect(Collectors.joining(", "));
    }
}
