package io.brewprint.stage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.brewprint.config.PipelineConfig;
import io.brewprint.cycle.StageContext;
import io.brewprint.cycle.StageResult;
import io.brewprint.dataset.DatasetBuilder;
import io.brewprint.dataset.Exports;
import io.brewprint.dataset.Row;
import io.brewprint.dataset.RowSource;
import io.brewprint.dataset.Synthesizer;
import io.brewprint.lesson.LessonFiles;
import io.brewprint.worker.StageKind;
import java.util.List;
import java.util.function.Consumer;

/** Merges synthetic rows, translated exports and lessons into the training and validation files. */
final class DatasetStage extends NamedStage {
    DatasetStage() {
        super("dataset", "Build the dataset", StageKind.DATA, "synthetic");
    }

    @Override
    public StageResult run(StageContext context) throws Exception {
        PipelineConfig.Synthetic synthetic = context.config().synthetic();
        LessonFiles lessons = new LessonFiles(context.home().lessons());
        List<RowSource> sources = List.of(
                new Synthetic(synthetic), new Exports(context.home().parsedBlueprints()), lessons);
        ObjectNode manifest = new DatasetBuilder(lessons.contamination(), synthetic.validationShare(), context.catalog())
                .build(sources, context.home().train(), context.home().validation(), context.home().datasetManifest());
        context.give(Outputs.DATASET, manifest);
        int rejected = manifest.path("rejects").size();
        return StageResult.done()
                .with("train", manifest.path("train").asInt())
                .with("validation", manifest.path("validation").asInt())
                .with("dataset", context.home().train())
                .with("dataset", context.home().validation())
                .saying(manifest.path("train").asInt() + " training and " + manifest.path("validation").asInt()
                        + " validation rows" + (rejected == 0 ? "" : ", " + rejected + " faulty answers left out"));
    }

    private record Synthetic(PipelineConfig.Synthetic config) implements RowSource {
        @Override
        public String name() {
            return "synthetic";
        }

        @Override
        public void forEach(Consumer<Row> sink) {
            Synthesizer.rows(config.count(), config.seed(), sink);
        }
    }
}
