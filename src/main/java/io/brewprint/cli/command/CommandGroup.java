package io.brewprint.cli.command;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;

/**
 * A command that others stand below, each looked into only for a call that names it: looking into all of them costs
 * more than most of them do. The others appear in the help and in suggestions, by name and description.
 */
public interface CommandGroup {
    /** The names below it, in the order of the help. */
    List<String> commands();

    /** The command of one of these names. */
    Object make(String name);

    /**
     * A command as a call needs it.
     *
     * @param args what stands behind the command's name
     */
    static CommandLine line(Object command, List<String> args) {
        CommandLine line = new CommandLine(command);
        if (!(command instanceof CommandGroup group)) {
            return line;
        }
        // A file of arguments may name anything.
        boolean any = args.stream().anyMatch(arg -> arg.startsWith("@"));
        String first = args.isEmpty() ? "" : args.getFirst();
        // Behind a command no other of its group can follow, unless it is help; and a version lists none.
        boolean alone = !any && (isVersion(args) || (group.commands().contains(first) && !first.equals("help")));
        for (String name : group.commands()) {
            int at = alone ? (name.equals(first) ? 0 : -1) : args.indexOf(name);
            if (any || at >= 0) {
                line.addSubcommand(name, line(group.make(name), any ? args : args.subList(at + 1, args.size())));
            } else if (!alone) {
                line.addSubcommand(name, described(group.make(name)));
            }
        }
        return line;
    }

    private static boolean isVersion(List<String> args) {
        return args.equals(List.of("--version")) || args.equals(List.of("-V"));
    }

    private static CommandSpec described(Object command) {
        CommandSpec spec = CommandSpec.create();
        Command about = command.getClass().getAnnotation(Command.class);
        if (about != null) {
            spec.usageMessage()
                    .header(about.header())
                    .description(about.description())
                    .hidden(about.hidden());
        }
        return spec;
    }
}
