package io.brewprint.stage;

import com.fasterxml.jackson.databind.JsonNode;
import io.brewprint.cycle.StageContext;
import io.brewprint.cycle.StageResult;
import io.brewprint.lesson.Corrections;
import io.brewprint.lesson.Lesson;
import io.brewprint.worker.StageKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes {@code lessons/correction_vN.json} from the exam's failed answers: what the next cycle learns from. */
final class FeedbackStage extends NamedStage {
    FeedbackStage() {
        super("feedback", "Corrections", StageKind.UTILITY, "feedback");
    }

    @Override
    public StageResult run(StageContext context) throws Exception {
        Optional<JsonNode> failed = context.get(Outputs.FAILED);
        if (failed.isEmpty()) {
            return StageResult.skipped("no exam was held");
        }
        if (failed.get().isEmpty()) {
            return StageResult.skipped("no answer failed");
        }
        int version = context.require(Outputs.VERSION);
        List<Corrections.Failed> answers = new ArrayList<>();
        for (JsonNode f : failed.get()) {
            answers.add(new Corrections.Failed(
                    new Lesson.Prompt(
                            f.path("prompt_id").asText(), f.path("category").asText(), f.path("instruction").asText(),
                            f.path("expected_dsl").asText()),
                    f.path("failure").asText(), f.path("graph_f1").asDouble(), f.path("error").asText(),
                    f.path("actual_dsl").asText()));
        }
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
                .saying(outcome.failed() + " failed answers in " + outcome.file().getFileName() + "; " + next);
    }
}
