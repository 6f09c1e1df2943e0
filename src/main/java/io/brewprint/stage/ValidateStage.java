package io.brewprint.stage;

import io.brewprint.blueprint.NodeCatalog;
import io.brewprint.config.Fault;
import io.brewprint.cycle.StageContext;
import io.brewprint.cycle.StageInputs;
import io.brewprint.cycle.StageResult;
import io.brewprint.dataset.Contamination;
import io.brewprint.dataset.JsonLines;
import io.brewprint.dataset.RowCheck;
import io.brewprint.dsl.Dsl;
import io.brewprint.worker.StageKind;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** Reads the dataset files back as training will: every line a row, every answer valid, no graph on both sides. */
final class ValidateStage extends NamedStage {
    ValidateStage() {
        super("validate", "Check the dataset", StageKind.VALIDATE, "dataset");
    }

    @Override
    public Optional<StageInputs> inputs(StageContext context) throws Exception {
        return Optional.of(language(
                new StageInputs()
                        .file("datasets/train.jsonl", context.home().train())
                        .file("datasets/validation.jsonl", context.home().validation()),
                context.catalog()));
    }

    @Override
    public StageResult run(StageContext context) throws Exception {
        Set<String> trained = new HashSet<>();
        int train = check(context, context.home().train(), trained, false);
        int validation = check(context, context.home().validation(), trained, true);
        if (train == 0) {
            throw new Fault(
                    "empty",
                    "datasets/train.jsonl has no rows",
                    "drop exports into raw-data/clipboard-exports or raise synthetic.count");
        }
        return StageResult.done()
                .saying(train + " + " + validation + " rows read back, all valid, no graph on both sides");
    }

    private static int check(StageContext context, Path file, Set<String> trained, boolean validation)
            throws Exception {
        AtomicInteger row = new AtomicInteger();
        NodeCatalog catalog = context.catalog();
        return JsonLines.read(
                file,
                r -> {
                    String at = file.getFileName() + ": row " + row.incrementAndGet() + " (" + r.source() + ")";
                    if (!RowCheck.errors(r, Dsl.check(r.output(), catalog)).isEmpty()) {
                        throw new IllegalArgumentException(at + ": the answer is no valid DSL; run --data-only again");
                    }
                    String graph = Contamination.graphHash(r.output());
                    if (!validation) {
                        trained.add(graph);
                    } else if (trained.contains(graph)) {
                        throw new IllegalArgumentException(at + ": its graph is in the training file too");
                    }
                },
                context.progress()::log);
    }
}
