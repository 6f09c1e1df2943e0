package io.brewprint.cli.model;

import io.brewprint.cli.command.BaseCommand;
import io.brewprint.complete.Constrain;
import io.brewprint.config.PipelineConfig;
import io.brewprint.dataset.SystemPrompt;
import io.brewprint.exam.Author;
import io.brewprint.exam.EndpointAuthor;
import io.brewprint.exam.ModelAuthor;
import io.brewprint.llama.ModelFolder;
import io.brewprint.llama.PeftFiles;
import io.brewprint.llama.WeightPrecision;
import io.brewprint.tensor.Compute;
import io.brewprint.worker.AuthorSpec;
import io.brewprint.worker.EndSignals;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of commands that have somebody answer: who it is, and within what limits. */
final class AuthorOptions {
    private static final String NONE = "none";

    @Option(
            names = "--model",
            description = "A name under models/, a folder, or what the endpoint calls it (default: the "
                    + "base of the adapter, else the configured one).")
    private @Nullable String model;

    @Option(
            names = "--adapter",
            description = "A version such as v3, or a folder. Without it generate asks the base alone, exam "
                    + "and evaluate the newest adapter of the configured base; none is the base alone.")
    private @Nullable String adapter;

    @Option(
            names = "--endpoint",
            paramLabel = "URL",
            description = "A server that speaks OpenAI's protocol, Ollama's too; a key "
                    + "is read from the environment variable OPENAI_API_KEY.")
    private @Nullable URI endpoint;

    @Option(
            names = {"--max-tokens", "--max_tokens"},
            paramLabel = "N",
            description =
                    "Longest answer (default: generate 1024, " + "evaluate 768, exam what pipeline_config.json says).")
    private @Nullable Integer maxTokens;

    @Option(
            names = "--constrain",
            paramLabel = "HOW",
            defaultValue = "off",
            description = "off, syntax (answers parse) or full "
                    + "(the validator finds no error in them). An endpoint is asked for it too, and may not know how.")
    private String constrain = "off";

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            description = "For one answer (default: 300; exam what " + "pipeline_config.json says).")
    private @Nullable Integer timeout;

    @Option(
            names = "--system-prompt",
            paramLabel = "FILE",
            description = "Default: the one that the adapter was trained with.")
    private @Nullable Path systemPrompt;

    /** How far answers are to be held to the language. */
    Constrain constrain() {
        try {
            return Constrain.of(constrain);
        } catch (IllegalArgumentException e) {
            throw BaseCommand.usage("--constrain is " + constrain, "choose off, syntax or full");
        }
    }

    /** Longest answer in tokens. */
    int maxTokens(int otherwise) {
        return atLeastOne("--max-tokens", maxTokens, otherwise);
    }

    private int seconds(int otherwise) {
        return atLeastOne("--timeout", timeout, otherwise);
    }

    private static int atLeastOne(String option, @Nullable Integer given, int otherwise) {
        int value = given == null ? otherwise : given;
        if (value < 1) {
            throw BaseCommand.usage(option + " is " + value, "give a whole number, 1 or more");
        }
        return value;
    }

    /** Whoever answers, in this process. */
    Author author(BaseCommand command, int otherwiseSeconds) throws Exception {
        Duration limit = Duration.ofSeconds(seconds(otherwiseSeconds));
        URI server = endpoint();
        if (server != null) {
            return new EndpointAuthor(
                    server, String.valueOf(model), system(null), limit, System.getenv("OPENAI_API_KEY"));
        }
        Compute.use(command.config().hardware());
        ModelFolders folders = new ModelFolders(command.home());
        Path tuned = given(folders);
        Path base = base(folders, tuned, command.config());
        return new ModelAuthor(
                base,
                tuned,
                WeightPrecision.of(command.config().quantization()),
                system(tuned),
                limit,
                command.catalog(),
                AuthorOptions::loading);
    }

    private static void loading(int done, int total) {
        if (EndSignals.asked()) {
            throw new CancellationException("stopped after " + done + " of " + total + " tensors of the model");
        }
    }

    /** Whoever answers, for a worker's job, and its name in results. */
    record Examinee(AuthorSpec author, String model) {}

    /** Whoever answers, for a worker's job. */
    Examinee examinee(BaseCommand command, int otherwiseSeconds) throws Exception {
        int limit = seconds(otherwiseSeconds);
        PipelineConfig config = command.config();
        URI server = endpoint();
        if (server != null) {
            String name = String.valueOf(model);
            return new Examinee(
                    new AuthorSpec(
                            name, null, null, server, system(null), limit, config.quantization(), catalog(command)),
                    name);
        }
        Compute.use(config.hardware());
        ModelFolders folders = new ModelFolders(command.home());
        Path named = given(folders);
        Path base = base(folders, named, config);
        Path tuned =
                adapter == null && model == null ? folders.newestAdapter(base).orElse(null) : named;
        return examinee(command, base, tuned, limit);
    }

    /** Another version of the home beside it, or base for the model under it. */
    Examinee beside(BaseCommand command, String version, int otherwiseSeconds) throws Exception {
        ModelFolders folders = new ModelFolders(command.home());
        Path tuned = version.equals(VersionNames.BASE) ? null : folders.adapter(version);
        Path under = tuned == null ? given(folders) : tuned;
        String name = under == null
                ? command.config().model().baseModel()
                : PeftFiles.header(under).baseName();
        return examinee(command, folders.model(name), tuned, seconds(otherwiseSeconds));
    }

    private Examinee examinee(BaseCommand command, Path base, @Nullable Path tuned, int limit) throws IOException {
        return new Examinee(
                new AuthorSpec(
                        ModelFolder.name(base),
                        base,
                        tuned,
                        null,
                        system(tuned),
                        limit,
                        command.config().quantization(),
                        catalog(command)),
                ModelFolder.name(tuned == null ? base : tuned));
    }

    /** The home's own node types; null where it has none. */
    private static @Nullable Path catalog(BaseCommand command) {
        return command.catalog().own().isEmpty() ? null : command.home().catalog();
    }

    private @Nullable Path given(ModelFolders folders) {
        return adapter == null || adapter.equals(NONE) ? null : folders.adapter(adapter);
    }

    /**
     * The model that is named; else the one that the adapter was trained on, where it is there; else the configured
     * one.
     */
    private Path base(ModelFolders folders, @Nullable Path tuned, PipelineConfig config) throws IOException {
        if (model != null) {
            return folders.model(model);
        }
        if (tuned != null) {
            String trainedOn = PeftFiles.header(tuned).baseName();
            if (folders.knows(trainedOn)) {
                return folders.model(trainedOn);
            }
        }
        return folders.model(config.model().baseModel());
    }

    /** Whether a server is asked. */
    boolean remote() {
        return endpoint != null;
    }

    private @Nullable URI endpoint() {
        if (endpoint == null) {
            return null;
        }
        if (adapter != null) {
            throw BaseCommand.usage("--endpoint excludes --adapter", "the server knows its adapters by model names");
        }
        String scheme = String.valueOf(endpoint.getScheme());
        if (!scheme.matches("https?") || endpoint.getHost() == null) {
            throw BaseCommand.usage(
                    "--endpoint " + endpoint + " is no http address", "such as http://localhost:11434/v1");
        }
        if (model == null) {
            throw BaseCommand.usage("--endpoint needs --model", "give the name by which the server knows the model");
        }
        return endpoint;
    }

    private String system(@Nullable Path tuned) throws IOException {
        if (systemPrompt != null) {
            return Files.readString(systemPrompt).strip();
        }
        Path parent = tuned == null ? null : tuned.toAbsolutePath().getParent();
        for (Path folder : tuned == null || parent == null ? List.<Path>of() : List.of(tuned, parent)) {
            Path file = folder.resolve("system_prompt.txt");
            if (Files.isRegularFile(file)) {
                return Files.readString(file).strip();
            }
        }
        return SystemPrompt.LEAN;
    }
}
