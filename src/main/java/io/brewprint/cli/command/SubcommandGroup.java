package io.brewprint.cli.command;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A group that does nothing by itself: without one of its commands the call is wrong. */
public abstract class SubcommandGroup implements Runnable, CommandGroup {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
    private CommandSpec spec;

    @Override
    public final void run() {
        String names = String.join(", ", commands());
        throw new ParameterException(
                spec.commandLine(), spec.name() + (commands().size() > 1 ? " needs one of " : " needs ") + names);
    }
}
