package io.brewprint.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** Entry point: finds the command, runs it, turns errors into one line and an exit code. */
@Command(
        name = "brewprint",
        description = "Teaches a LLaMA model to write Unreal Engine 5 Blueprints, entirely on the JVM.",
        mixinStandardHelpOptions = true,
        versionProvider = Brewprint.Version.class,
        footer = {"", "Example: brewprint demo", "",
        "Exit codes: 0 done, 1 failed, 2 wrong usage or bad input, 3 stopped."})
public final class Brewprint {
    /** Made by picocli. */
    Brewprint() {}

    /** Runs a command and ends the process with its exit code. */
    public static void main(String[] args) {
        System.exit(execute(Parts.real(), args));
    }

    /** Runs a command with the parts that a cycle is made of; returns the exit code. */
    static int execute(Parts parts, String... args) {
        Logs.prepare(java.util.List.of(args).contains("--debug"));
        // Windows consoles are not UTF-8 by themselves; what goes into pipes and files is.
        var out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        var err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        return commandLine(parts).setOut(out).setErr(err).execute(args);
    }

    /** The whole command line. */
    static CommandLine commandLine(Parts parts) {
        CommandLine root = new CommandLine(new Brewprint())
                .addSubcommand("demo", new DemoCommand(parts))
                .addSubcommand("run", new RunCommand(parts))
                .addSubcommand("serve", new ServeCommand(parts))
                .addSubcommand("status", new StatusCommand())
                .addSubcommand("stop", new StopCommand())
                .addSubcommand("resume", new ResumeCommand())
                .addSubcommand("analyze", new AnalyzeCommand())
                .addSubcommand("translate", new TranslateCommand())
                .addSubcommand("clipboard", new ClipboardCommand())
                .addSubcommand("render", new RenderCommand())
                .addSubcommand("validate", new ValidateCommand())
                .addSubcommand("format", new FormatCommand())
                .addSubcommand("compare", new CompareCommand())
                .addSubcommand("ir", new IrCommand())
                .addSubcommand("catalog", new CommandLine(new CatalogCommand())
                        .addSubcommand("learn", new CatalogCommand.Learn()))
                .addSubcommand("backup", new CommandLine(new BackupCommand())
                        .addSubcommand("create", new BackupCommand.Create())
                        .addSubcommand("list", new BackupCommand.ListThem())
                        .addSubcommand("restore", new BackupCommand.Restore())
                        .addSubcommand("cleanup", new BackupCommand.CleanUp()))
                .addSubcommand("model", ModelCommand.group())
                .addSubcommand("generate", new GenerateCommand())
                .addSubcommand("exam", new ExamCommand())
                .addSubcommand("evaluate", new EvaluateCommand())
                .addSubcommand("train", new TrainCommand())
                .addSubcommand("bench", BenchCommand.group())
                .addSubcommand("doctor", new DoctorCommand())
                .addSubcommand("worker", new WorkerCommand())
                .addSubcommand("help", new HelpCommand());
        return Errors.installOn(root.setCaseInsensitiveEnumValuesAllowed(true));
    }

    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Brewprint.class.getPackage().getImplementationVersion();
            return new String[] {"brewprint " + (version == null ? "(development)" : version)};
        }
    }
}
