package io.brewprint.cli.history;

import io.brewprint.cli.command.BaseCommand;
import io.brewprint.cli.command.ExitCode;
import io.brewprint.ledger.Ledger;
import io.brewprint.ledger.RunRow;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code runs list}: the newest runs. */
@Command(
        name = "list",
        description = "Lists the newest runs of the home.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: brewprint runs list --limit 10"})
final class RunsListCommand extends BaseCommand {
    private static final int MOST = 10_000;

    @Option(names = "--limit", description = "How many at most (default: ${DEFAULT-VALUE}).", defaultValue = "50")
    private int limit;

    @Override
    protected int run() throws Exception {
        if (limit < 1 || limit > MOST) {
            throw usage("--limit is from 1 to " + MOST, "leave it out for 50");
        }
        List<RunRow> runs;
        try (Ledger ledger = RunHistory.open(home())) {
            runs = ledger.runs().latest(limit);
        }
        if (json()) {
            emit(Map.of("runs", runs.stream().map(RunHistory::entry).toList()));
        } else {
            runs.forEach(run -> say(RunHistory.line(run)));
        }
        return ExitCode.DONE;
    }
}
