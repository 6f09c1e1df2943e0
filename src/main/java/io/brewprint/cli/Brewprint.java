package io.brewprint.cli;

import io.brewprint.cli.backup.BackupCommand;
import io.brewprint.cli.bench.BenchCommand;
import io.brewprint.cli.command.CommandGroup;
import io.brewprint.cli.command.Errors;
import io.brewprint.cli.command.Logs;
import io.brewprint.cli.data.DatasetCommand;
import io.brewprint.cli.data.LessonsCommand;
import io.brewprint.cli.data.PromptCommand;
import io.brewprint.cli.history.RunsCommand;
import io.brewprint.cli.history.WhyCommand;
import io.brewprint.cli.language.AnalyzeCommand;
import io.brewprint.cli.language.CatalogCommand;
import io.brewprint.cli.language.ClipboardCommand;
import io.brewprint.cli.language.CompareCommand;
import io.brewprint.cli.language.FormatCommand;
import io.brewprint.cli.language.IrCommand;
import io.brewprint.cli.language.RenderCommand;
import io.brewprint.cli.language.TranslateCommand;
import io.brewprint.cli.language.ValidateCommand;
import io.brewprint.cli.model.EvaluateCommand;
import io.brewprint.cli.model.ExamCommand;
import io.brewprint.cli.model.GenerateCommand;
import io.brewprint.cli.model.ModelCommand;
import io.brewprint.cli.model.TrainCommand;
import io.brewprint.cli.run.DemoCommand;
import io.brewprint.cli.run.DoctorCommand;
import io.brewprint.cli.run.ResumeCommand;
import io.brewprint.cli.run.RoutesCommand;
import io.brewprint.cli.run.RunCommand;
import io.brewprint.cli.run.StatusCommand;
import io.brewprint.cli.run.StopCommand;
import io.brewprint.cli.run.WorkerCommand;
import io.brewprint.cli.serve.ServeCommand;
import io.brewprint.route.Parts;
import io.brewprint.worker.EndSignals;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Entry point: finds the command, runs it, turns errors into one line and an exit code. */
@Command(
        name = "brewprint",
        description = "Teaches a LLaMA model to write Unreal Engine 5 Blueprints, entirely on the JVM.",
        mixinStandardHelpOptions = true,
        versionProvider = Brewprint.Version.class,
        footer = {
            "",
            "Example: brewprint demo",
            "",
            "Exit codes: 0 done, 1 failed, 2 wrong usage or bad input, 3 stopped."
        })
public final class Brewprint implements CommandGroup, Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
    private CommandSpec spec;

    /** What a signal is to stop at a safe boundary, from the first moment on: the rest ends where it is. */
    private static final Set<String> STOPPED_GENTLY =
            Set.of("run", "demo", "serve", "train", "exam", "evaluate", "worker");

    private final Parts parts;

    private Brewprint(Parts parts) {
        this.parts = parts;
    }

    /** Without a command: what there is. */
    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    /** Runs a command and ends the process with its exit code. */
    public static void main(String[] args) {
        if (args.length > 0 && STOPPED_GENTLY.contains(args[0])) {
            EndSignals.take();
        }
        System.exit(execute(Parts.real(), args));
    }

    /** Runs a command with the parts that a cycle is made of; returns the exit code. */
    static int execute(Parts parts, String... args) {
        Logs.prepare(List.of(args).contains("--debug"));
        // Windows consoles are not UTF-8 by themselves; what goes into pipes and files is.
        var out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        var err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        return commandLine(parts, args).setOut(out).setErr(err).execute(args);
    }

    /** The command line as a call with these arguments needs it. */
    public static CommandLine commandLine(Parts parts, String... args) {
        CommandLine root = CommandGroup.line(new Brewprint(parts), List.of(args));
        return Errors.installOn(root.setCaseInsensitiveEnumValuesAllowed(true));
    }

    @Override
    public List<String> commands() {
        return List.of(
                "demo",
                "run",
                "serve",
                "status",
                "stop",
                "routes",
                "resume",
                "runs",
                "why",
                "analyze",
                "translate",
                "clipboard",
                "render",
                "validate",
                "format",
                "compare",
                "ir",
                "catalog",
                "backup",
                "model",
                "generate",
                "exam",
                "evaluate",
                "train",
                "dataset",
                "lessons",
                "prompt",
                "bench",
                "doctor",
                "worker",
                "help");
    }

    @Override
    public Object make(String name) {
        return switch (name) {
            case "demo" -> new DemoCommand(parts);
            case "run" -> new RunCommand(parts);
            case "serve" -> new ServeCommand(parts);
            case "status" -> new StatusCommand();
            case "stop" -> new StopCommand();
            case "routes" -> new RoutesCommand(parts);
            case "resume" -> new ResumeCommand();
            case "runs" -> new RunsCommand();
            case "why" -> new WhyCommand();
            case "analyze" -> new AnalyzeCommand();
            case "translate" -> new TranslateCommand();
            case "clipboard" -> new ClipboardCommand();
            case "render" -> new RenderCommand();
            case "validate" -> new ValidateCommand();
            case "format" -> new FormatCommand();
            case "compare" -> new CompareCommand();
            case "ir" -> new IrCommand();
            case "catalog" -> new CatalogCommand();
            case "backup" -> new BackupCommand();
            case "model" -> new ModelCommand();
            case "generate" -> new GenerateCommand();
            case "exam" -> new ExamCommand();
            case "evaluate" -> new EvaluateCommand();
            case "train" -> new TrainCommand();
            case "dataset" -> new DatasetCommand();
            case "lessons" -> new LessonsCommand();
            case "prompt" -> new PromptCommand();
            case "bench" -> new BenchCommand();
            case "doctor" -> new DoctorCommand();
            case "worker" -> new WorkerCommand();
            case "help" -> new HelpCommand();
            default -> throw new IllegalArgumentException("no command is called " + name);
        };
    }

    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Brewprint.class.getPackage().getImplementationVersion();
            return new String[] {"brewprint " + (version == null ? "(development)" : version)};
        }
    }
}
