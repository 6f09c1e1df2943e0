package io.brewprint.cli.data;

import io.brewprint.cli.command.BaseCommand;
import io.brewprint.cli.command.ExitCode;
import io.brewprint.config.Fault;
import io.brewprint.config.Where;
import io.brewprint.dataset.SystemPrompt;
import io.brewprint.token.Tokenizer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code prompt}: the system prompt, lean or with a list of nodes, and how many tokens it costs. */
@Command(
        name = "prompt",
        description = "Prints the system prompt and how many tokens it costs: the lean one that trainings use, or the"
                + " full one with a list of nodes, for models that have not learned them.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: brewprint prompt --full --model brewprint-tiny"})
public final class PromptCommand extends BaseCommand {
    @Option(names = "--full", description = "With a list of nodes and their pins.")
    private boolean full;

    @Option(names = "--model", paramLabel = "NAME", description = "Whose tokens are counted (default: the base's).")
    private @Nullable String model;

    @Override
    protected int run() throws Exception {
        String text = full ? SystemPrompt.reference(catalog()) : SystemPrompt.LEAN;
        String name = model == null ? config().model().baseModel() : model;
        Path folder = home().model(name);
        Integer tokens = null;
        if (Files.exists(folder.resolve("tokenizer.json"))) {
            try (Tokenizer tokenizer = Tokenizer.load(folder)) {
                tokens = tokenizer.encode(text).length;
            }
        } else if (model != null) {
            throw new Fault(
                    "missing", "the model has no tokenizer.json", Where.in(folder), "model list shows those there are");
        }
        if (json()) {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("kind", full ? "full" : "lean");
            document.put("characters", text.length());
            document.put("model", tokens == null ? null : name);
            document.put("tokens", tokens);
            document.put("prompt", text);
            emit(document);
        } else {
            say(text.strip());
            err().println(text.length() + " characters, "
                    + (tokens == null
                            ? "tokens unknown: models/" + name + " is not there"
                            : tokens + " tokens of " + name));
            err().flush();
        }
        return ExitCode.DONE;
    }
}
