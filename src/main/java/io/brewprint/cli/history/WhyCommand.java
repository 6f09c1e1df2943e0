package io.brewprint.cli.history;

import io.brewprint.cli.command.BaseCommand;
import io.brewprint.cli.command.ExitCode;
import io.brewprint.ledger.Event;
import io.brewprint.ledger.Ledger;
import io.brewprint.ledger.RunRow;
import io.brewprint.ledger.StageRow;
import io.brewprint.ledger.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code why}: in words what became of a run, what was tried, and what is next. */
@Command(
        name = "why",
        description = "Tells in words what became of a run: what failed, what was tried, what is next.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: brewprint why last"})
public final class WhyCommand extends BaseCommand {
    private static final int EVENTS = 10_000;

    @Parameters(paramLabel = "RUN", description = "Its id, or last (the default).", defaultValue = "last")
    private String id = "last";

    @Override
    protected int run() throws Exception {
        RunRow run;
        List<StageRow> stages;
        List<Event> events;
        try (Ledger ledger = RunHistory.open(home())) {
            run = RunHistory.run(ledger, id);
            stages = ledger.stages().of(run.id());
            events = ledger.events().of(run.id(), EVENTS);
        }
        List<String> lines = words(run, stages, events);
        if (json()) {
            Map<String, Object> document = RunHistory.entry(run);
            document.put("why", lines);
            emit(document);
        } else {
            lines.forEach(this::say);
        }
        return ExitCode.DONE;
    }

    static List<String> words(RunRow run, List<StageRow> stages, List<Event> events) {
        List<String> lines = new ArrayList<>();
        lines.add("run " + run.id() + " (" + run.mode() + ") " + run.status().text()
                + (run.error() == null ? "" : ": " + run.error()));
        for (StageRow stage : stages) {
            List<Event> tried = events.stream()
                    .filter(event ->
                            stage.id().equals(event.stageId()) && event.kind().equals("retry"))
                    .toList();
            for (int i = 0; i < tried.size(); i++) {
                lines.add(stage.id() + ": attempt " + (i + 1) + " failed, "
                        + tried.get(i).message());
            }
            switch (stage.status()) {
                case FAILED ->
                    lines.add(stage.id() + ": failed for good in attempt " + stage.attempt() + " ("
                            + stage.errorCategory() + "): " + stage.errorMessage());
                case WAITING ->
                    lines.add(stage.id() + ": waits until " + stage.nextAttemptAt() + " for attempt "
                            + (stage.attempt() + 1) + " after: " + stage.errorMessage());
                case STOPPED -> lines.add(stage.id() + ": " + stage.reason());
                case SKIPPED -> lines.add(stage.id() + ": skipped, " + stage.reason());
                case DONE -> {
                    if (!tried.isEmpty()) {
                        lines.add(stage.id() + ": done in attempt " + stage.attempt());
                    }
                }
                default -> lines.add(stage.id() + ": " + stage.status().text());
            }
        }
        lines.add(next(run));
        return lines;
    }

    private static String next(RunRow run) {
        return run.status().resumable()
                ? "next: brewprint run --resume goes on where it ended"
                : run.status() == Status.RUNNING
                        ? "next: it is at work; brewprint status tells where"
                        : "next: nothing";
    }
}
