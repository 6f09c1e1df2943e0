package io.brewprint.cli.data;

import io.brewprint.cli.command.BaseCommand;
import io.brewprint.cli.command.ExitCode;
import io.brewprint.dataset.DatasetStatistics;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code dataset stats}: what a dataset is made of. */
@Command(
        name = "stats",
        description = "Counts rows, graphs, node types, sources and categories of a dataset.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: brewprint dataset stats datasets/train.jsonl --json"})
final class DatasetStatsCommand extends BaseCommand {
    private static final int SHOWN = 30;

    @Parameters(paramLabel = "FILE", description = "A dataset.")
    private Path file = Path.of("");

    @Override
    protected int run() throws Exception {
        DatasetStatistics stats = DatasetStatistics.of(file);
        if (json()) {
            emit(stats);
            return ExitCode.DONE;
        }
        int rows = Math.max(1, stats.rows());
        say(String.format(
                "%d rows, %d bad lines, %d graphs (names and values aside), %.1f nodes a row, %d at most",
                stats.rows(), stats.bad(), stats.graphs(), stats.nodes() / (double) rows, stats.mostNodes()));
        say(String.format(
                "%d characters a request, %d an answer",
                stats.instructionCharacters() / rows, stats.outputCharacters() / rows));
        say("sources: " + list(stats.sources()));
        say("categories: " + list(stats.categories()));
        say(stats.types().size() + " node types: " + list(stats.types()));
        return ExitCode.DONE;
    }

    private static String list(Map<String, Integer> counts) {
        return counts.entrySet().stream()
                        .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                        .limit(SHOWN)
                        .map(each -> each.getKey() + " " + each.getValue())
                        .collect(Collectors.joining(", "))
                + (counts.size() > SHOWN ? ", ..." : "");
    }
}
