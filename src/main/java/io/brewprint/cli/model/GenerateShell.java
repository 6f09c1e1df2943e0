package io.brewprint.cli.model;

import io.brewprint.blueprint.NodeCatalog;
import io.brewprint.cli.command.ExitCode;
import io.brewprint.complete.Constrain;
import io.brewprint.decode.Completion;
import io.brewprint.decode.GenerationRequest;
import io.brewprint.decode.Prompt;
import io.brewprint.decode.Sampling;
import io.brewprint.dsl.Dsl;
import io.brewprint.exam.Author;
import io.brewprint.render.SvgRenderer;
import io.brewprint.render.Theme;
import io.brewprint.translate.ClipboardGenerator;
import io.brewprint.translate.Generated;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jspecify.annotations.Nullable;

/** Requests typed one after the other; commands begin with a slash and work on the last answer. */
final class GenerateShell {
    private static final String HELP = """
            Type what the Blueprint is to do. On the last answer:
              /validate          what the validator says
              /save FILE.dsl     the document
              /render FILE.svg   its picture
              /clipboard         text that pastes into Unreal
              /raw               what was said, untouched
              /quit""";
    private static final int HISTORY = 500;

    /** Gives the next line, null at the end. */
    interface Lines {
        @Nullable
        String next() throws IOException;
    }

    private final Author author;
    private final Sampling sampling;
    private final Constrain constrain;
    private final NodeCatalog catalog;
    private final PrintWriter out;
    private final AtomicBoolean interrupted = new AtomicBoolean();
    private @Nullable GeneratedAnswer last;

    GenerateShell(Author author, Sampling sampling, Constrain constrain, NodeCatalog catalog, PrintWriter out) {
        this.author = author;
        this.sampling = sampling;
        this.constrain = constrain;
        this.catalog = catalog;
        this.out = out;
    }

    /**
     * Reads from the terminal, or from stdin where there is none; gives the exit code.
     *
     * @param history file in which a terminal's lines are kept for the next time
     */
    @SuppressWarnings("SystemConsoleNull") // null still means: no console at all
    int run(Path history) throws IOException {
        Console console = System.console();
        if (console == null || !console.isTerminal()) {
            BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            return loop(in::readLine);
        }
        try (Terminal terminal = TerminalBuilder.builder().system(true).build()) {
            terminal.handle(Terminal.Signal.INT, signal -> interrupted.set(true)); // ends the answer, not the program
            LineReader reader = LineReaderBuilder.builder()
                    .terminal(terminal)
                    .appName("brewprint")
                    .variable(LineReader.HISTORY_FILE, history)
                    .variable(LineReader.HISTORY_SIZE, HISTORY)
                    .variable(LineReader.HISTORY_FILE_SIZE, HISTORY)
                    .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                    .build();
            say(author.name() + "; /help tells what there is");
            return loop(() -> {
                try {
                    return reader.readLine("> ");
                } catch (UserInterruptException e) {
                    return "";
                } catch (EndOfFileException e) {
                    return null;
                }
            });
        }
    }

    /** Does what the lines say until they end. */
    int loop(Lines lines) throws IOException {
        for (String line = lines.next(); line != null; line = lines.next()) {
            String text = line.strip();
            if (text.equals("/quit") || text.equals("/exit")) {
                break;
            }
            try {
                if (text.startsWith("/")) {
                    command(text);
                } else if (!text.isEmpty()) {
                    answer(text);
                }
            } catch (CompletionException e) {
                say(String.valueOf(
                        e.getCause() == null ? e.getMessage() : e.getCause().getMessage()));
            } catch (IOException | RuntimeException e) { // a file that cannot be written must not lose the answer
                say(e.getMessage() == null ? e.toString() : e.getMessage());
            }
        }
        return ExitCode.DONE;
    }

    private void answer(String request) {
        interrupted.set(false);
        Completion said = author.write(GenerationRequest.of(Prompt.of(request), sampling)
                        .until(interrupted::get)
                        .constrained(constrain)
                        .telling(more -> {
                            out.print(more);
                            out.flush();
                            return !interrupted.get();
                        }))
                .join();
        GeneratedAnswer answer = GeneratedAnswer.of(request, said, catalog);
        last = answer;
        say((said.text().endsWith("\n") ? "" : "\n")
                + String.format(
                        Locale.ROOT,
                        "[%s; %d tokens, %.0f tokens/s%s]",
                        answer.verdict(),
                        said.tokens(),
                        said.speed(),
                        said.end() == Completion.End.END ? "" : ", " + said.word()));
    }

    private void command(String text) throws IOException {
        String[] words = text.split("\\s+", 2);
        String argument = words.length > 1 ? words[1].strip() : "";
        GeneratedAnswer answer = last;
        if (words[0].equals("/help")) {
            say(HELP);
        } else if (!List.of("/validate", "/save", "/render", "/clipboard", "/raw")
                .contains(words[0])) {
            say("there is no " + words[0] + "; /help tells what there is");
        } else if (answer == null) {
            say("nothing was answered yet");
        } else if (argument.isEmpty() && List.of("/save", "/render").contains(words[0])) {
            say(words[0] + " needs a file");
        } else {
            use(words[0], argument, answer);
        }
    }

    private void use(String command, String argument, GeneratedAnswer answer) throws IOException {
        switch (command) {
            case "/validate" -> {
                answer.problems()
                        .forEach(p -> say(p.line() + ":" + Math.max(1, p.column()) + ": "
                                + p.severity().name().toLowerCase(Locale.ROOT) + " " + p.code() + ": " + p.message()));
                say(answer.valid() ? "valid" : "not valid");
            }
            case "/save" -> write(argument, answer.text());
            case "/render" -> write(argument, SvgRenderer.render(answer.document(), catalog, Theme.DARK));
            case "/clipboard" -> {
                Generated generated =
                        ClipboardGenerator.generate(answer.document(), Dsl.places(answer.text()), catalog);
                generated.problems().forEach(p -> say(p.message()));
                say(generated.text());
            }
            default -> say(answer.said().text());
        }
    }

    private void write(String file, String text) throws IOException {
        GenerateCommand.save(Path.of(file), text);
        say("written: " + file);
    }

    private void say(String line) {
        out.println(line);
        out.flush();
    }
}
