package io.brewprint.cli.run;

import io.brewprint.cli.command.BaseCommand;
import io.brewprint.cli.command.ExitCode;
import io.brewprint.config.Home;
import io.brewprint.ledger.Owner;
import io.brewprint.route.SingleOwner;
import io.brewprint.route.StopClient;
import io.brewprint.worker.StopSignal;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;

/** {@code resume}: takes a stop back. */
@Command(
        name = "resume",
        description = "Takes a stop back, so that cycles may run again; run --resume goes on with the stopped one.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: brewprint resume"})
public final class ResumeCommand extends BaseCommand {
    @Override
    protected int run() throws Exception {
        Home home = home();
        boolean file = StopSignal.inForce(home);
        new StopSignal(home).clear();
        Optional<Owner> owner = SingleOwner.current(home);
        boolean told = owner.isPresent() && told(owner.get().pid());
        if (json()) {
            emit(Map.of("cleared", file || told));
        } else {
            say(file || told ? "the stop is taken back" : "no stop was in force");
        }
        return ExitCode.DONE;
    }

    private boolean told(long pid) {
        try {
            StopClient.call(pid, "clearStop");
            return true;
        } catch (IOException e) {
            if (debug()) {
                e.printStackTrace(err());
            }
            return false;
        }
    }
}
