package io.brewprint.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.brewprint.cycle.Json;
import java.util.Locale;
import picocli.CommandLine.Command;

/** {@code bench generate}: tokens a second of one and of sixteen answers, and what sharing a long prompt saves. */
@Command(
        name = "generate",
        description = "Decoding with a small model: one answer, sixteen together, and an exam behind one long prompt.",
        mixinStandardHelpOptions = true)
final class BenchGenerateCommand extends BaseCommand {
    @Override
    protected int run() throws Exception {
        JsonNode result = new WorkerCall(err())
                .run(home(), config(), Json.MAPPER.createObjectNode().put("kind", "bench_generate"));
        if (json()) {
            emit(result);
        } else {
            say(String.format(Locale.ROOT, "one answer: %.0f tokens/s; sixteen together: %.0f tokens/s",
                    result.path("batch1_tokens_per_s").asDouble(), result.path("batch16_tokens_per_s").asDouble()));
            say(String.format(Locale.ROOT, "an exam of 50 prompts that begin with the same 1,400 tokens: %.1f s, %.1f times as "
                            + "fast as one by one, %.0f %% of the answers the same",
                    result.path("exam_seconds").asDouble(), result.path("prefix_sharing_gain").asDouble(),
                    100 * result.path("same_answers").asDouble()));
        }
        return ExitCode.DONE;
    }
}
