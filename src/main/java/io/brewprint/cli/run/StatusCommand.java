package io.brewprint.cli.run;

import static java.util.Objects.requireNonNullElse;

import io.brewprint.backup.Rehearsal;
import io.brewprint.backup.Restore;
import io.brewprint.cli.command.BaseCommand;
import io.brewprint.cli.command.ExitCode;
import io.brewprint.config.Fault;
import io.brewprint.config.Home;
import io.brewprint.cycle.LiveStatus;
import io.brewprint.ledger.LedgerCheck;
import io.brewprint.ledger.Owner;
import io.brewprint.route.SingleOwner;
import io.brewprint.worker.StopSignal;
import java.util.List;
import java.util.Map;
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
        Map<String, Object> state = LiveStatus.fields(home);
        String status = LiveStatus.of(state).status();
        if (owner.isEmpty() && !status.equals("idle") && !status.equals("error")) {
            state.put("status", "interrupted");
            state.put("description", "the process ended while it worked; brewprint run --resume goes on");
        }
        owner.ifPresent(process -> state.put("owner_pid", process.pid()));
        boolean stopping = StopSignal.inForce(home);
        state.put("stop_requested", stopping);
        boolean unfinished = Restore.isUnfinished(home);
        if (unfinished) {
            state.put("restore_unfinished", true);
        }
        Optional<Rehearsal> rehearsal = Rehearsal.last(home);
        rehearsal.ifPresent(last -> state.put("backup_rehearsal", last));
        Optional<Fault> ledger = LedgerCheck.glance(home.database());
        ledger.ifPresent(fault -> state.put("ledger_error", fault.document()));
        if (json()) {
            emit(state);
        } else {
            text(home, LiveStatus.of(state), owner, stopping);
            ledger.ifPresent(fault -> say("  " + fault.getMessage()));
            if (unfinished) {
                say("  " + Restore.told(home).getMessage());
            }
            rehearsal.filter(last -> !last.ok()).ifPresent(last -> say("  " + last.words()));
        }
        return ExitCode.DONE;
    }

    private void text(Home home, LiveStatus state, Optional<Owner> owner, boolean stopping) {
        say(state.status() + owner.map(process -> ", process " + process.pid()).orElse("") + ": "
                + requireNonNullElse(state.description(), "nothing was ever run in " + home.root()));
        for (LiveStatus.Step step : requireNonNullElse(state.completedSteps(), List.<LiveStatus.Step>of())) {
            say("  " + step.status() + "  " + step.name() + "  " + step.duration() + " s");
        }
        if (state.progressTotal() != null) {
            say("  now " + state.progressCurrent() + "/" + state.progressTotal()
                    + (state.etaRemainingSeconds() == null
                            ? ""
                            : ", about " + state.etaRemainingSeconds() + " s left"));
        }
        if (stopping) {
            say("  " + StopSignal.told(home).getMessage());
        }
    }
}
