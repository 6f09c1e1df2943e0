package io.brewprint.cli;

import io.brewprint.cli.bench.BenchCommand;
import io.brewprint.cli.command.Errors;
import io.brewprint.cli.command.Logs;
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
import io.brewprint.cli.run.BackupCommand;
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
        footer = {
            "",
            "Example: brewprint demo",
            "",
            "Exit codes: 0 done, 1 failed, 2 wrong usage or bad input, 3 stopped."
        })
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
    public static CommandLine commandLine(Parts parts) {
        CommandLine root = new CommandLine(new Brewprint())
                .addSubcommand("demo", new DemoCommand(parts))
                .addSubcommand("run", new RunCommand(parts))
                .addSubcommand("serve", new ServeCommand(parts))
                .addSubcommand("status", new StatusCommand())
                .addSubcommand("stop", new StopCommand())
                .addSubcommand("routes", new RoutesCommand(parts))
                .addSubcommand("resume", new ResumeCommand())
                .addSubcommand("analyze", new AnalyzeCommand())
                .addSubcommand("translate", new TranslateCommand())
                .addSubcommand("clipboard", new ClipboardCommand())
                .addSubcommand("render", new RenderCommand())
                .addSubcommand("validate", new ValidateCommand())
                .addSubcommand("format", new FormatCommand())
                .addSubcommand("compare", new CompareCommand())
                .addSubcommand("ir", new IrCommand())
                .addSubcommand(
                        "catalog",
                        new CommandLine(new CatalogCommand()).addSubcommand("learn", new CatalogCommand.Learn()))
                .addSubcommand(
                        "backup",
                        new CommandLine(new BackupCommand())
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
