package io.brewprint.cli.run;

import io.brewprint.cli.command.BaseCommand;
import io.brewprint.cli.command.ExitCode;
import io.brewprint.cli.command.WorkerCall;
import io.brewprint.config.Home;
import io.brewprint.ledger.Owner;
import io.brewprint.route.SingleOwner;
import io.brewprint.route.StopClient;
import io.brewprint.worker.StopSignal;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;

/**
 * {@code stop}: ends the cycle at work at its next safe boundary, or a call such as {@code exam} where no cycle runs.
 */
@Command(
        name = "stop",
        description =
                "Ends what is at work in the home at its next safe boundary: the cycle, which run --resume goes on with, and "
                        + "a train, exam or evaluate.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: brewprint stop"})
public final class StopCommand extends BaseCommand {
    @Override
    protected int run() throws Exception {
        Home home = home();
        Optional<Owner> owner = SingleOwner.current(home);
        Map<String, Object> document = new LinkedHashMap<>();
        Map<Long, String> calls = owner.isPresent() ? Map.of() : WorkerCall.running(home);
        document.put("stopping", owner.isPresent() || !calls.isEmpty());
        String line = "nothing is at work in " + home.root();
        if (owner.isPresent()) {
            String way = request(home, owner.get().pid());
            document.put("pid", owner.get().pid());
            document.put("by", way);
            line = "process " + owner.get().pid() + " was asked to stop (by " + way
                    + "); it ends at its next safe boundary";
        }
        for (Map.Entry<Long, String> call : calls.entrySet()) {
            StopSignal.requestByFile(home);
            document.put("pid", call.getKey());
            document.put("by", "file");
            line = call.getValue() + " (process " + call.getKey()
                    + ") was asked to stop; it ends at its next safe boundary";
        }
        if (json()) {
            emit(document);
        } else {
            say(line);
        }
        return ExitCode.DONE;
    }

    private String request(Home home, long pid) throws IOException {
        try {
            StopClient.call(pid, "requestStop");
            return "jmx";
        } catch (IOException e) {
            if (debug()) {
                e.printStackTrace(err());
            }
            StopSignal.requestByFile(home);
            return "file";
        }
    }
}
