package io.brewprint.cli.command;

import io.brewprint.config.Fault;
import io.brewprint.config.Json;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;

/** How errors reach people and scripts: one line on stderr, or one JSON document on stdout. */
public final class Errors {
    private Errors() {}

    public static CommandLine installOn(CommandLine root) {
        return root.setExecutionExceptionHandler((error, command, parsed) -> {
                    boolean wantsJson = given(parsed, "--json");
                    if (given(parsed, "--debug")) {
                        error.printStackTrace(command.getErr());
                    }
                    return tell(command, of(error), wantsJson);
                })
                .setParameterExceptionHandler((error, args) -> {
                    String name = error.getCommandLine().getCommandSpec().qualifiedName();
                    Fault usage = new Fault(
                            "usage",
                            firstLine(String.valueOf(error.getMessage())),
                            meant(error) + "see " + name + " --help");
                    return tell(error.getCommandLine(), usage, List.of(args).contains("--json"));
                });
    }

    /** Any error as whoever typed the command is told it. */
    public static Fault of(Throwable error) {
        Fault fault = Fault.of(error);
        return fault.code().equals(Fault.UNNAMED) && fault.remedy().isEmpty()
                ? new Fault(
                        fault.category(),
                        fault.code(),
                        fault.what(),
                        fault.where(),
                        "--debug shows where it comes from",
                        fault)
                : fault;
    }

    static int tell(CommandLine command, Fault error, boolean json) {
        if (json) {
            command.getOut().print(Json.pretty(document(error)));
            command.getOut().flush();
        } else {
            command.getErr().println(line(error));
            command.getErr().flush();
        }
        return ExitCode.of(error);
    }

    /** What scripts read in place of a result. */
    public static Map<String, Object> document(Fault error) {
        return Map.of("error", error.document());
    }

    /** The one line that people read. */
    public static String line(Fault error) {
        return "brewprint: " + error.getMessage();
    }

    // The result is the root's; the option may stand with any command below it.
    private static boolean given(CommandLine.ParseResult parsed, String option) {
        return parsed.hasMatchedOption(option) || (parsed.hasSubcommand() && given(parsed.subcommand(), option));
    }

    private static String meant(CommandLine.ParameterException error) {
        List<String> names = error instanceof CommandLine.UnmatchedArgumentException unmatched
                ? unmatched.getSuggestions().stream().limit(3).toList()
                : List.of();
        return names.isEmpty() ? "" : "did you mean " + String.join(" or ", names) + "? ";
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("wrong usage");
    }
}
