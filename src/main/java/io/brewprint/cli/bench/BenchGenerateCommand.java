package io.brewprint.cli.bench;

import io.brewprint.cli.command.BaseCommand;
import io.brewprint.cli.command.ExitCode;
import io.brewprint.cli.command.WorkerCall;
import io.brewprint.cli.model.ModelFolders;
import io.brewprint.worker.BenchGenerateResult;
import io.brewprint.worker.BenchGenerateSpec;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench generate}: tokens a second of one and of sixteen answers, and what sharing a long prompt saves. */
@Command(
        name = "generate",
        description = "Decoding with a small model: one answer, sixteen together, an exam behind one long prompt, "
                + "and what the constraint costs.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: brewprint bench generate --adapter v1"})
final class BenchGenerateCommand extends BaseCommand {
    @Option(
            names = "--model",
            description = "For the constraint's part: a name under models/, or a folder (default: an untrained "
                    + "small model, whose every choice the constraint has to mend).")
    private @Nullable String model;

    @Option(names = "--adapter", description = "For the constraint's part: a version such as v3, or a folder.")
    private @Nullable String adapter;

    @Override
    protected int run() throws Exception {
        ModelFolders folders = new ModelFolders(home());
        Path base = model == null && adapter == null
                ? null
                : folders.model(model == null ? config().model().baseModel() : model);
        Path tuned = adapter == null ? null : folders.adapter(adapter);
        BenchGenerateResult result = new WorkerCall(err()).run(home(), config(), new BenchGenerateSpec(base, tuned));
        if (json()) {
            emit(result);
        } else {
            say(String.format(
                    Locale.ROOT,
                    "one answer: %.0f tokens/s; sixteen together: %.0f tokens/s",
                    result.batch1(),
                    result.batch16()));
            say(String.format(
                    Locale.ROOT,
                    "an exam of 50 prompts that begin with the same 1,400 tokens: %.1f s, %.1f times as "
                            + "fast as one by one, %.0f %% of the answers the same",
                    result.examSeconds(),
                    result.prefixSharingGain(),
                    100 * result.sameAnswers()));
            say(String.format(
                    Locale.ROOT,
                    "the constraint, %s: %.1f %% of decoding time greedily, %.1f %% where tokens are drawn; "
                            + "%.0f %% of its answers are valid, %.0f %% of free ones",
                    result.constraintModel(),
                    100 * result.constraintOverhead(),
                    100 * result.constraintOverheadDrawn(),
                    100 * result.constrainedValidShare(),
                    100 * result.unconstrainedValidShare()));
        }
        return ExitCode.DONE;
    }
}
