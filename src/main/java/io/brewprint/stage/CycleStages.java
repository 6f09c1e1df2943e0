package io.brewprint.stage;

import io.brewprint.cycle.StageSet;
import io.brewprint.intake.Inbox;
import java.util.List;

/** The stages that the program has; their order stands in the routes. */
public final class CycleStages {
    private CycleStages() {}

    /** All of them; {@code inboxes} are the watched folders. */
    public static StageSet of(List<Inbox> inboxes) {
        return new StageSet(List.of(
                new ExportsStage(inboxes),
                new DatasetStage(),
                new ValidateStage(),
                new PretrainStage(),
                new TrainStage(),
                new BaselineStage(),
                new ExamStage(),
                new FeedbackStage(),
                new PromoteStage(),
                new ReportStage()));
    }
}
