package io.brewprint.cli.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.brewprint.cli.command.BaseCommand;
import io.brewprint.cli.command.ExitCode;
import io.brewprint.cli.command.WorkerCall;
import io.brewprint.cli.model.ModelFolders;
import io.brewprint.config.Json;
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
    @Option(names = "--model", description = "For the constraint's part: a name under models/, or a folder (default: an untrained "
            + "small model, whose every choice the constraint has to mend).")
    private @Nullable String model;

    @Option(names = "--adapter", description = "For the constraint's part: a version such as v3, or a folder.")
    private @Nullable String adapter;

    @Override
    protected int run() throws Exception {
        ObjectNode job = Json.MAPPER.createObjectNode().put("kind", "bench_generate");
        ModelFolders folders = new ModelFolders(home());
        if (model != null || adapter != null) {
            job.put("base", folders.model(model == null ? config().model().baseModel() : model).toString());
        }
        if (adapter != null) {
            job.put("adapter", folders.adapter(adapter).toString());
        }
        JsonNode result = new WorkerCall(err()).run(home(), config(), job);
        if (json()) {
            emit(result);
        } else {
            say(String.format(Locale.ROOT, "one answer: %.0f tokens/s; sixteen together: %.0f tokens/s",
                    result.path("batch1_tokens_per_s").asDouble(), result.path("batch16_tokens_per_s").asDouble()));
            say(String.format(Locale.ROOT, "an exam of 50 prompts that begin with the same 1,400 tokens: %.1f s, %.1f times as "
                            + "fast as one by one, %.0f %% of the answers the same",
                    result.path("exam_seconds").asDouble(), result.path("prefix_sharing_gain").asDouble(),
                    100 * result.path("same_answers").asDouble()));
            say(String.format(Locale.ROOT, "the constraint, %s: %.1f %% of decoding time greedily, %.1f %% where tokens are drawn; "
                            + "%.0f %% of its answers are valid, %.0f %% of free ones",
                    result.path("constraint_model").asText(), 100 * result.path("constraint_overhead").asDouble(),
                    100 * result.path("constraint_overhead_drawn").asDouble(),
                    100 * result.path("constrained_valid_share").asDouble(),
                    100 * result.path("unconstrained_valid_share").asDouble()));
        }
        return ExitCode.DONE;
    }
}
