package io.brewprint.cli.data;

import io.brewprint.cli.command.BaseCommand;
import io.brewprint.cli.command.ExitCode;
import io.brewprint.dataset.DatasetManifest;
import io.brewprint.stage.DatasetStage;
import picocli.CommandLine.Command;

/** {@code dataset build}: what the dataset stage of a cycle does, without a cycle. */
@Command(
        name = "build",
        description = "Merges composed rows, translated exports and lessons into datasets/train.jsonl and"
                + " datasets/validation.jsonl, as a cycle does.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: brewprint dataset build --json"})
final class DatasetBuildCommand extends BaseCommand {
    @Override
    protected int run() throws Exception {
        DatasetManifest manifest = DatasetStage.build(home(), config(), catalog(), line -> {
            err().println(line);
            err().flush();
        });
        if (json()) {
            emit(manifest);
            return ExitCode.DONE;
        }
        manifest.sources()
                .forEach((source, counts) -> say(String.format(
                        "%-10s %6d kept, %d doubled, %d asked in exams, %d faulty",
                        source, counts.kept(), counts.duplicates(), counts.examOverlap(), counts.invalid())));
        manifest.rejects().forEach(reject -> say("left out: " + reject));
        say(manifest.train() + " rows to learn from, " + manifest.validation() + " for validation, data hash "
                + manifest.dataHash());
        return ExitCode.DONE;
    }
}
