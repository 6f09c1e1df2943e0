package io.brewprint.cli;

import io.brewprint.cycle.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;

/** How errors reach people and scripts: one line on stderr, or one JSON document on stdout. */
final class Errors {
    private Errors() {}

    static CommandLine installOn(CommandLine root) {
        return root.setExecutionExceptionHandler((error, command, parsed) -> {
            boolean wantsJson = given(parsed, "--json");
            if (given(parsed, "--debug")) {
                error.printStackTrace(command.getErr());
            }
            return tell(command, CliError.of(error), wantsJson);
        }).setParameterExceptionHandler((error, args) -> {
            String name = error.getCommandLine().getCommandSpec().qualifiedName();
            CliError usage = new CliError(ExitCode.USAGE, "usage", firstLine(String.valueOf(error.getMessage())), "",
                    "see " + name + " --help");
            return tell(error.getCommandLine(), usage, List.of(args).contains("--json"));
        });
    }

    static int tell(CommandLine command, CliError error, boolean json) {
        if (json) {
            command.getOut().print(Json.pretty(document(error)));
            command.getOut().flush();
        } else {
            command.getErr().println(error.line());
            command.getErr().flush();
        }
        return error.exit();
    }

    static Map<String, Object> document(CliError error) {
        Map<String, Object> inner = new LinkedHashMap<>();
        inner.put("code", error.code());
        inner.put("message", String.valueOf(error.getMessage()));
        if (!error.where().isEmpty()) {
            inner.put("where", error.where());
        }
        if (!error.remedy().isEmpty()) {
            inner.put("remedy", error.remedy());
        }
        return Map.of("error", inner);
    }

    // The result is the root's; the option may stand with any command below it.
    private static boolean given(CommandLine.ParseResult parsed, String option) {
        return parsed.hasMatchedOption(option) || (parsed.hasSubcommand() && given(parsed.subcommand(), option));
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("wrong usage");
    }
}
