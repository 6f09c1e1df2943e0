package io.brewprint.cli.data;

import io.brewprint.cli.command.SubcommandGroup;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code dataset}: rows to learn from. */
@Command(
        name = "dataset",
        description = "Builds, composes, counts, checks and deduplicates rows to learn from.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: brewprint dataset synth --count 100000 --output rows.jsonl"})
public final class DatasetCommand extends SubcommandGroup {
    @Override
    public List<String> commands() {
        return List.of("build", "entry", "synth", "dedupe", "stats", "check");
    }

    @Override
    public Object make(String name) {
        return switch (name) {
            case "build" -> new DatasetBuildCommand();
            case "entry" -> new DatasetEntryCommand();
            case "synth" -> new DatasetSynthCommand();
            case "dedupe" -> new DatasetDedupeCommand();
            case "stats" -> new DatasetStatsCommand();
            case "check" -> new DatasetCheckCommand();
            default -> throw new IllegalArgumentException("no command is called dataset " + name);
        };
    }
}
