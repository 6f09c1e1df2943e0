package io.brewprint.cli.history;

import io.brewprint.cli.command.BaseCommand;
import io.brewprint.cli.command.ExitCode;
import io.brewprint.config.Json;
import io.brewprint.ledger.Ledger;
import io.brewprint.ledger.RunRow;
import io.brewprint.ledger.StageRow;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code runs show}: one run with its stages, figures and settings. */
@Command(
        name = "show",
        description = "Shows a run: its stages, the figures of its exams, and with --json its settings too.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: brewprint runs show last"})
final class RunsShowCommand extends BaseCommand {
    @Parameters(paramLabel = "RUN", description = "Its id, or last (the default).", defaultValue = "last")
    private String id = "last";

    @Override
    protected int run() throws Exception {
        RunRow run;
        List<StageRow> stages;
        Map<String, Object> figures;
        try (Ledger ledger = RunHistory.open(home())) {
            run = RunHistory.run(ledger, id);
            stages = ledger.stages().of(run.id());
            figures = RunHistory.figures(ledger.exams().of(run.id()));
        }
        if (json()) {
            Map<String, Object> document = RunHistory.entry(run);
            document.put("stages", stages.stream().map(RunHistory::stage).toList());
            document.put("figures", figures);
            if (run.settings() != null) {
                document.put("settings", Json.MAPPER.readTree(run.settings()));
            }
            emit(document);
        } else {
            say(RunHistory.line(run));
            stages.forEach(stage -> say(RunHistory.line(stage)));
            figures.forEach((exam, of) -> say(String.format(Locale.ROOT, "  %-32s %s", exam, of)));
        }
        return ExitCode.DONE;
    }
}
