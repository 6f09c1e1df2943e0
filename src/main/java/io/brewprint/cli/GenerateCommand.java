package io.brewprint.cli;

import io.brewprint.config.AtomicFiles;
import io.brewprint.config.Home;
import io.brewprint.config.PipelineConfig;
import io.brewprint.cycle.StopSignal;
import io.brewprint.dataset.SystemPrompt;
import io.brewprint.dsl.Constrain;
import io.brewprint.exam.Author;
import io.brewprint.exam.EndpointAuthor;
import io.brewprint.exam.ModelAuthor;
import io.brewprint.llama.Holding;
import io.brewprint.llama.Sampling;
import io.brewprint.llama.WeightFormat;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code generate}: Blueprints from text. Models run in this process: one that answers people has nothing to outlive. */
@Command(
        name = "generate",
        description = "Writes Blueprints that are asked for in words.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: brewprint generate --prompt \"open the door when the player comes near\" --adapter v3",
        "Example: brewprint generate --batch wishes.txt --output results/doors",
        "Example: brewprint generate --interactive --endpoint http://localhost:11434 --model llama3.1"})
final class GenerateCommand extends BaseCommand {
    /** What to do. */
    static final class What {
        @Option(names = "--prompt", description = "One request; the answer goes to stdout.")
        @Nullable String prompt;

        @Option(names = "--interactive", description = "Ask again and again; /help tells the rest.")
        boolean interactive;

        @Option(names = "--batch", paramLabel = "FILE", description = "Requests, one a line, or JSON Lines with prompt or "
                + "instruction. What --output has answered already is not asked again.")
        @Nullable Path batch;
    }

    @ArgGroup(exclusive = true, multiplicity = "1")
    @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
    private What what;

    @Option(names = "--model", description = "A name under models/, a folder, or what the endpoint calls it.")
    private @Nullable String model;

    @Option(names = "--adapter", description = "A version such as v3, or a folder (default: none).")
    private @Nullable String adapter;

    @Option(names = "--endpoint", paramLabel = "URL", description = "A server that speaks OpenAI's protocol, Ollama's too; a key "
            + "is read from the environment variable OPENAI_API_KEY.")
    private @Nullable URI endpoint;

    @Option(names = "--output", paramLabel = "DIR", description = "Answers of --batch (default: results/generate).")
    private @Nullable Path output;

    @Option(names = {"--max-tokens", "--max_tokens"}, defaultValue = "1024", description = "Longest answer (default: ${DEFAULT-VALUE}).")
    private int maxTokens = 1024;

    @Option(names = "--temperature", defaultValue = "0", description = "0 takes the likeliest token always (default).")
    private double temperature;

    @Option(names = "--top-p", defaultValue = "1", description = "Smallest set of tokens that is this likely.")
    private double topP = 1;

    @Option(names = "--top-k", defaultValue = "0", description = "Likeliest tokens only; 0 for all.")
    private int topK;

    @Option(names = "--repetition-penalty", defaultValue = "1", description = "1 for none.")
    private double repetitionPenalty = 1;

    @Option(names = "--seed", defaultValue = "0", description = "Of what is drawn at random.")
    private long seed;

    @Option(names = "--quantization", paramLabel = "MODE", description = "How the model's weights are held: none (f32), bf16, "
            + "int8 or nf4 (default: what pipeline_config.json says).")
    private @Nullable String quantization;

    @Option(names = "--constrain", defaultValue = "off", description = "off, syntax (answers parse) or full (the validator "
            + "finds no error in them). An endpoint is asked for it too, and may not know how.")
    private String constrain = "off";

    @Option(names = "--stop", description = "Text that ends an answer; may be given again.")
    private List<String> stops = List.of();

    @Option(names = "--timeout", paramLabel = "SECONDS", defaultValue = "300", description = "For one answer "
            + "(default: ${DEFAULT-VALUE}).")
    private long timeout = 300;

    @Option(names = "--system-prompt", paramLabel = "FILE", description = "Default: the one that the adapter was trained with.")
    private @Nullable Path systemPrompt;

    @Override
    protected int run() throws Exception {
        Sampling sampling = sampling();
        Constrain how = constrain();
        if (timeout < 1) {
            throw usage("--timeout is " + timeout, "give whole seconds, 1 or more");
        }
        Home home = home();
        StopSignal signal = new StopSignal(home);
        AtomicBoolean ending = new AtomicBoolean();
        Path requests = what.batch;
        GenerateBatch batch = requests == null ? null
                : GenerateBatch.read(requests, new Inputs(config().limits()),
                        output == null ? home.results().resolve("generate") : output, catalog());
        try (Author author = author(home)) {
            if (batch != null) {
                int code = batch.run(author, sampling, how, () -> ending.get() || signal.requested(), this::tell);
                if (json()) {
                    emit(batch.document());
                }
                return code;
            }
            if (what.interactive) {
                return new GenerateShell(author, sampling, how, catalog(), out()).run();
            }
            return one(author, sampling, how, signal);
        } catch (IllegalArgumentException e) { // a prompt that does not fit
            throw usage(String.valueOf(e.getMessage()), "ask for less, or shorten the system prompt");
        } catch (CompletionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        } finally {
            ending.set(true);
        }
    }

    private void tell(String line) {
        err().println(line);
        err().flush();
    }

    private int one(Author author, Sampling sampling, Constrain how, StopSignal signal) throws Exception {
        String prompt = String.valueOf(what.prompt);
        Author.Said said = author.write(Author.Wish.of(prompt, sampling, signal::requested).constrained(how)).join();
        GeneratedAnswer answer = GeneratedAnswer.of(prompt, said, catalog());
        if (json()) {
            emit(answer.json());
        } else {
            out().print(answer.text());
            out().flush();
            tell(String.format(Locale.ROOT, "%s, %d tokens, %.0f tokens/s", answer.verdict(), said.tokens(), said.speed()));
        }
        return said.end().equals("cancelled") ? ExitCode.STOPPED : answer.valid() ? ExitCode.DONE : ExitCode.FAILED;
    }

    private Sampling sampling() throws CliError {
        try {
            return new Sampling(temperature, topK, topP, repetitionPenalty, seed, maxTokens, stops);
        } catch (IllegalArgumentException e) {
            throw usage(String.valueOf(e.getMessage()), "--help names the options");
        }
    }

    private Author author(Home home) throws Exception {
        Duration limit = Duration.ofSeconds(timeout);
        if (endpoint != null) {
            if (adapter != null) {
                throw usage("--endpoint excludes --adapter", "the server knows its adapters by model names");
            }
            String scheme = String.valueOf(endpoint.getScheme());
            if (!scheme.matches("https?") || endpoint.getHost() == null) {
                throw usage("--endpoint " + endpoint + " is no http address", "such as http://localhost:11434/v1");
            }
            if (model == null) {
                throw usage("--endpoint needs --model", "give the name by which the server knows the model");
            }
            return new EndpointAuthor(endpoint, model, system(null), limit, System.getenv("OPENAI_API_KEY"));
        }
        ModelFolders folders = new ModelFolders(home);
        Path base = folders.model(model == null ? config().model().baseModel() : model);
        Path tuned = adapter == null ? null : folders.adapter(adapter);
        return new ModelAuthor(base, tuned, holding(), system(tuned), limit, catalog());
    }

    private Constrain constrain() throws CliError {
        try {
            return Constrain.of(constrain);
        } catch (IllegalArgumentException e) {
            throw usage("--constrain is " + constrain, "choose off, syntax or full");
        }
    }

    private Holding holding() throws CliError {
        PipelineConfig.Quantization set = config().quantization();
        if (quantization == null) {
            return Holding.of(set);
        }
        try {
            return new Holding(WeightFormat.of(quantization, set.doubleQuant()), Holding.of(set).smallVocabulary());
        } catch (IllegalArgumentException e) {
            throw usage("--quantization is " + quantization, "choose none, bf16, int8 or nf4");
        }
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

    /** Writes an answer's file. */
    static void save(Path file, String text) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        AtomicFiles.write(file, text);
    }
}
