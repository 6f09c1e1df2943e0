package io.brewprint.route;

import io.brewprint.config.Home;
import io.brewprint.config.PipelineConfig;
import io.brewprint.cycle.CycleListener;
import io.brewprint.cycle.FileStage;
import io.brewprint.cycle.Stage;
import io.brewprint.cycle.StageSet;
import io.brewprint.intake.ExportIntake;
import io.brewprint.intake.ExportTranslator;
import io.brewprint.intake.LessonIntake;
import io.brewprint.intake.WatchedFolder;
import io.brewprint.ledger.IntakeRow;
import io.brewprint.ledger.Ledger;
import io.brewprint.stage.ExportsStage;
import io.brewprint.worker.StopSignal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.camel.model.ModelCamelContext;

/** The routes of a home with small stages that write a file each; the watched folders are real. */
final class TestRoutes implements AutoCloseable {
    private static final List<String> IDS =
            List.of("dataset", "validate", "pretrain", "train", "baseline", "exam", "feedback", "promote", "report");

    private final Pipeline pipeline;
    private final WatchedFolder exports;
    private final WatchedFolder lessons;

    private TestRoutes(Pipeline pipeline, WatchedFolder exports, WatchedFolder lessons) {
        this.pipeline = pipeline;
        this.exports = exports;
        this.lessons = lessons;
    }

    static TestRoutes open(
            Home home,
            PipelineConfig config,
            Ledger ledger,
            ExportTranslator translator,
            Pipeline.Opening opening,
            Stage... own)
            throws Exception {
        ModelCamelContext context = Pipeline.context();
        ExportIntake intake = new ExportIntake(home, config, ledger, translator);
        WatchedFolder exports = new WatchedFolder(intake.inbox(), new ExportRoute(context));
        WatchedFolder lessons = new LessonIntake(home, config, ledger).folder();
        List<Stage> stages = new ArrayList<>(List.of(new ExportsStage(List.of(exports, lessons))));
        for (String id : IDS) {
            stages.add(List.of(own).stream()
                    .filter(stage -> stage.id().equals(id))
                    .findFirst()
                    .orElseGet(() -> new FileStage(id)));
        }
        Pipeline.Parts parts = new Pipeline.Parts(
                home, config, ledger, new StageSet(stages), intake, lessons, new StopSignal(home), CycleListener.NONE);
        return new TestRoutes(Pipeline.open(context, parts, opening), exports, lessons);
    }

    Pipeline pipeline() {
        return pipeline;
    }

    /** The exports that wait. */
    List<Path> waiting() throws IOException {
        return exports.inbox().waiting();
    }

    /** Whether an export may be taken now. */
    boolean ready(Path export) {
        return exports.inbox().readiness().ready(export);
    }

    /** Sends an export through its route. */
    Optional<IntakeRow> take(Path export) throws IOException {
        return exports.taker().take(export);
    }

    Optional<IntakeRow> takeLesson(Path lesson) throws IOException {
        return lessons.taker().take(lesson);
    }

    @Override
    public void close() {
        pipeline.close();
    }
}
