package io.brewprint.cli.model;

import io.brewprint.cli.command.BaseCommand;
import io.brewprint.cli.command.ExitCode;
import io.brewprint.cli.command.Inputs;
import io.brewprint.cli.command.SettingOptions;
import io.brewprint.complete.Constrain;
import io.brewprint.config.AtomicFiles;
import io.brewprint.config.Home;
import io.brewprint.decode.Completion;
import io.brewprint.decode.GenerationRequest;
import io.brewprint.decode.Prompt;
import io.brewprint.decode.Sampling;
import io.brewprint.exam.Author;
import io.brewprint.worker.EndSignals;
import io.brewprint.worker.StopSignal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code generate}: Blueprints from text. Models run in this process: one that answers people has nothing to outlive.
 */
@Command(
        name = "generate",
        description = "Writes Blueprints that are asked for in words.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example: brewprint generate --prompt \"open the door when the player comes near\" --adapter v3",
            "Example: brewprint generate --batch wishes.txt --output results/doors",
            "Example: brewprint generate --interactive --endpoint http://localhost:11434 --model llama3.1"
        })
public final class GenerateCommand extends BaseCommand {
    @Mixin
    final SettingOptions.ForWeights settings = new SettingOptions.ForWeights();

    /** What to do. */
    static final class What {
        @Option(names = "--prompt", description = "One request; the answer goes to stdout.")
        @Nullable
        String prompt;

        @Option(names = "--interactive", description = "Ask again and again; /help tells the rest.")
        boolean interactive;

        @Option(
                names = "--batch",
                paramLabel = "FILE",
                description = "Requests, one a line, or JSON Lines with prompt or "
                        + "instruction. What --output has answered already is not asked again.")
        @Nullable
        Path batch;
    }

    @ArgGroup(exclusive = true, multiplicity = "1")
    @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
    private What what;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
    private AuthorOptions author;

    @Option(names = "--output", paramLabel = "DIR", description = "Answers of --batch (default: results/generate).")
    private @Nullable Path output;

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

    @Option(names = "--stop", description = "Text that ends an answer; may be given again.")
    private List<String> stops = List.of();

    @Override
    protected int run() throws Exception {
        Sampling sampling = sampling();
        Constrain how = author.constrain();
        Home home = home();
        StopSignal signal = new StopSignal(home);
        AtomicBoolean ending = new AtomicBoolean();
        if (!what.interactive) { // there the line editor has them
            EndSignals.take();
        }
        Path requests = what.batch;
        GenerateBatch batch = requests == null
                ? null
                : GenerateBatch.read(
                        requests,
                        new Inputs(config().limits()),
                        output == null ? home.results().resolve("generate") : output,
                        catalog());
        try (Author asked = author.author(this, 300)) {
            if (batch != null) {
                int code = batch.run(asked, sampling, how, () -> ending.get() || signal.requested(), this::tell);
                if (json()) {
                    emit(batch.document());
                }
                return code;
            }
            if (what.interactive) {
                return new GenerateShell(asked, sampling, how, catalog(), out())
                        .run(home.logs().resolve("generate_history"));
            }
            return one(asked, sampling, how, signal);
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

    private int one(Author asked, Sampling sampling, Constrain how, StopSignal signal) throws Exception {
        String prompt = String.valueOf(what.prompt);
        Completion said = asked.write(GenerationRequest.of(Prompt.of(prompt), sampling)
                        .until(signal::requested)
                        .constrained(how))
                .join();
        GeneratedAnswer answer = GeneratedAnswer.of(prompt, said, catalog());
        if (json()) {
            emit(answer.json());
        } else {
            out().print(answer.text());
            out().flush();
            tell(String.format(
                    Locale.ROOT, "%s, %d tokens, %.0f tokens/s", answer.verdict(), said.tokens(), said.speed()));
        }
        return said.cancelled() ? ExitCode.STOPPED : answer.valid() ? ExitCode.DONE : ExitCode.FAILED;
    }

    private Sampling sampling() {
        try {
            return new Sampling(temperature, topK, topP, repetitionPenalty, seed, author.maxTokens(1024), stops);
        } catch (IllegalArgumentException e) {
            throw usage(String.valueOf(e.getMessage()), "--help names the options");
        }
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
