package io.brewprint.cli.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.brewprint.cli.command.BaseCommand;
import io.brewprint.cli.command.ExitCode;
import io.brewprint.config.Home;
import io.brewprint.config.Json;
import io.brewprint.ledger.Owner;
import io.brewprint.route.SingleOwner;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;
import picocli.CommandLine.Command;

/** {@code status}: the live state. */
@Command(
        name = "status",
        description = "Shows what is at work in the home and how far it is.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: brewprint status --json"})
public final class StatusCommand extends BaseCommand {
    @Override
    protected int run() throws Exception {
        Home home = home();
        Optional<Owner> owner = SingleOwner.current(home);
        ObjectNode state = read(home);
        String status = state.path("status").asText("idle");
        if (owner.isEmpty() && !status.equals("idle") && !status.equals("error")) {
            state.put("status", "interrupted");
            state.put("description", "the process ended while it worked; brewprint run --resume goes on");
        }
        owner.ifPresent(process -> state.put("owner_pid", process.pid()));
        state.put("stop_requested", Files.exists(home.stopSignal()));
        if (json()) {
            emit(state);
        } else {
            text(home, state);
        }
        return ExitCode.DONE;
    }

    private void text(Home home, JsonNode state) {
        String pid =
                state.has("owner_pid") ? ", process " + state.path("owner_pid").asText() : "";
        say(state.path("status").asText() + pid + ": "
                + state.path("description").asText("nothing was ever run in " + home.root()));
        for (JsonNode step : state.path("completed_steps")) {
            say("  " + step.path("status").asText() + "  " + step.path("name").asText() + "  "
                    + step.path("duration").asText() + " s");
        }
        if (state.has("progress_total")) {
            say("  now " + state.path("progress_current").asText() + "/"
                    + state.path("progress_total").asText()
                    + (state.has("eta_remaining_seconds")
                            ? ", about " + state.path("eta_remaining_seconds").asText() + " s left"
                            : ""));
        }
        if (state.path("stop_requested").asBoolean()) {
            say("  a stop is in force (" + home.stopSignal() + "); brewprint resume takes it back");
        }
    }

    private static ObjectNode read(Home home) throws IOException {
        if (Files.exists(home.liveState())
                && Json.MAPPER.readTree(home.liveState().toFile()) instanceof ObjectNode state) {
            return state;
        }
        return Json.MAPPER.createObjectNode().put("status", "idle");
    }
}
