package io.brewprint.stage;

import io.brewprint.cycle.StageSet;
import io.brewprint.intake.WatchedFolder;
import java.util.List;

/** The stages that the program has. Their order stands in the routes alone. */
public final class CycleStages {
    private CycleStages() {}

    /** All of them; {@code folders} are the watched ones, in the order they are emptied. */
    public static StageSet of(List<WatchedFolder> folders) {
        return new StageSet(List.of(
                new ExportsStage(folders),
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
