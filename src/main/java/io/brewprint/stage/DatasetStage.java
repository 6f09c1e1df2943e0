package io.brewprint.stage;

import io.brewprint.blueprint.NodeCatalog;
import io.brewprint.compose.Composer;
import io.brewprint.config.Fault;
import io.brewprint.config.Home;
import io.brewprint.config.PipelineConfig;
import io.brewprint.cycle.StageContext;
import io.brewprint.cycle.StageInputs;
import io.brewprint.cycle.StageResult;
import io.brewprint.dataset.ComposedRows;
import io.brewprint.dataset.DatasetBuilder;
import io.brewprint.dataset.DatasetManifest;
import io.brewprint.dataset.Exports;
import io.brewprint.dataset.Narrator;
import io.brewprint.dataset.RowSource;
import io.brewprint.lesson.LessonFiles;
import io.brewprint.worker.StageKind;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Merges synthetic rows, translated exports and lessons into the training and validation files. */
public final class DatasetStage extends NamedStage {
    /** The stage. */
    DatasetStage() {
        super("dataset", "Build the dataset", StageKind.DATA, "exports");
    }

    @Override
    public Optional<StageInputs> inputs(StageContext context) throws Exception {
        Home home = context.home();
        StageInputs inputs = new StageInputs()
                .value("synthetic", context.config().synthetic())
                .folder(
                        "cleaned-data/parsed-blueprints",
                        home.parsedBlueprints(),
                        file -> file.toString().endsWith(".dsl"))
                .folder(
                        "cleaned-data/rows",
                        home.exportRows(),
                        file -> file.toString().endsWith(".jsonl"))
                .folder(
                        "lessons",
                        home.lessons(),
                        file -> isJson(file) && home.lessons().equals(file.getParent()))
                .version("the composer", Composer.VERSION)
                .version("the narrator", Narrator.VERSION);
        return Optional.of(language(questions(inputs, home), context.catalog()));
    }

    @Override
    public StageResult run(StageContext context) throws Exception {
        DatasetManifest manifest = build(context.home(), context.config(), context.catalog(), context.progress()::log);
        context.give(Outputs.DATASET, manifest);
        int rejected = manifest.rejects().size();
        return StageResult.done()
                .with("train", manifest.train())
                .with("validation", manifest.validation())
                .with("dataset", context.home().train())
                .with("dataset", context.home().validation())
                .with("manifest", context.home().datasetManifest())
                .saying(manifest.train() + " training and " + manifest.validation() + " validation rows"
                        + (rejected == 0 ? "" : ", " + rejected + " faulty answers left out"));
    }

    /**
     * Builds the dataset of a home.
     *
     * @param told hears of lessons' prompts that cannot be used
     */
    public static DatasetManifest build(Home home, PipelineConfig config, NodeCatalog catalog, Consumer<String> told)
            throws IOException {
        PipelineConfig.Synthetic synthetic = config.synthetic();
        LessonFiles lessons = new LessonFiles(home.lessons(), catalog);
        lessons.problems().forEach(told);
        List<RowSource> sources = List.of(
                composed(synthetic, synthetic.count(), 0),
                new Exports(home.parsedBlueprints(), home.exportRows()),
                lessons);
        return new DatasetBuilder(lessons.contamination(), synthetic.validationShare(), catalog)
                .build(sources, home.train(), home.validation(), home.datasetManifest());
    }

    /** The composed rows of a configuration; {@code seed} is added to its own. */
    static ComposedRows composed(PipelineConfig.Synthetic synthetic, int count, long seed) {
        Set<String> fresh = synthetic.fresh().isEmpty()
                ? Set.of()
                : Set.of(synthetic.fresh().split(","));
        Set<String> unknown = new TreeSet<>(fresh);
        unknown.removeAll(Composer.families());
        if (!unknown.isEmpty()) {
            throw new Fault(
                    "config",
                    "synthetic.fresh: no family " + String.join(", ", unknown),
                    "there are " + String.join(", ", Composer.families()));
        }
        return new ComposedRows(synthetic.seed() + seed, count, synthetic.things(), family -> true, fresh);
    }
}
