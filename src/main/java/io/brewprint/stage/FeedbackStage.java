package io.brewprint.stage;

import io.brewprint.cycle.StageContext;
import io.brewprint.cycle.StageInputs;
import io.brewprint.cycle.StageResult;
import io.brewprint.dataset.Synthesizer;
import io.brewprint.lesson.Corrections;
import io.brewprint.worker.StageKind;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Writes {@code lessons/correction_vN.json} from the exam's failed answers: what the next cycle learns from. */
final class FeedbackStage extends NamedStage {
    FeedbackStage() {
        super("feedback", "Corrections", StageKind.UTILITY, "exam");
    }

    @Override
    public Optional<String> nothingToDo(StageContext context) {
        Optional<Outputs.Failures> failed = context.get(Outputs.FAILED);
        return failed.isEmpty()
                ? Optional.of("no exam was held")
                : failed.get().all().isEmpty() ? Optional.of("no answer failed") : Optional.empty();
    }

    @Override
    public Optional<StageInputs> inputs(StageContext context) throws Exception {
        int version = context.require(Outputs.VERSION);
        Path lessons = context.home().lessons();
        Path own = lessons.resolve("correction_v" + version + ".json");
        return Optional.of(new StageInputs()
                .value("failed answers", context.require(Outputs.FAILED))
                .value("version", version)
                .value("feedback", context.config().feedback())
                .folder(
                        "other corrections",
                        lessons,
                        file -> lessons.equals(file.getParent())
                                && !file.equals(own)
                                && String.valueOf(file.getFileName()).startsWith("correction_"))
                .version("the generator", Synthesizer.VERSION));
    }

    @Override
    public StageResult run(StageContext context) throws Exception {
        int version = context.require(Outputs.VERSION);
        List<Corrections.Failed> answers = context.require(Outputs.FAILED).all();
        int fewest = context.config().feedback().minNewFailures();
        Corrections.Outcome outcome = new Corrections(
                        context.home().lessons(), context.config().feedback().siblings(), fewest)
                .write(version, answers);
        String next = outcome.taught()
                ? "the next cycle learns from them"
                : outcome.fresh() == 0
                        ? "all of them were taught before"
                        : outcome.fresh() + " of them new, fewer than feedback.min_new_failures (" + fewest
                                + "): they wait for company";
        return StageResult.done()
                .with("failed", outcome.failed())
                .with("fresh", outcome.fresh())
                .with("correction", outcome.file())
                .saying(outcome.failed() + " failed answers in "
                        + outcome.file().getFileName() + "; " + next);
    }
}
