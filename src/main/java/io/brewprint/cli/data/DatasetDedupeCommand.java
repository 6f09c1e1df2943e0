package io.brewprint.cli.data;

import io.brewprint.cli.command.BaseCommand;
import io.brewprint.cli.command.ExitCode;
import io.brewprint.config.AtomicFiles;
import io.brewprint.dataset.Deduplication;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dataset dedupe}: rows that say the same as an earlier one. */
@Command(
        name = "dedupe",
        description = "Finds rows whose answer stands in an earlier row, and rows of a graph that others have already."
                + " Writes nothing unless --apply is given; the file as it was is then kept beside it.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: brewprint dataset dedupe datasets/train.jsonl --graph-cap 20 --apply"})
final class DatasetDedupeCommand extends BaseCommand {
    @Parameters(paramLabel = "FILE", description = "A dataset.")
    private Path file = Path.of("");

    @Option(
            names = "--graph-cap",
            description = "Most rows of one graph, names and values aside; 0 for any (default: 0).")
    private int cap;

    @Option(names = "--apply", description = "Writes the file without them.")
    private boolean apply;

    @Override
    protected int run() throws Exception {
        if (cap < 0) {
            throw usage("--graph-cap is 0 and more", "give 0 for no cap");
        }
        Path work = file.resolveSibling(file.getFileName() + ".tmp");
        Deduplication found = Deduplication.of(file, cap, apply ? work : null);
        Path folder = file.toAbsolutePath().getParent();
        Path kept = null;
        if (apply) {
            kept = AtomicFiles.free(folder == null ? Path.of("") : folder, file.getFileName() + ".before");
            Files.copy(file, kept);
            AtomicFiles.replace(work, file);
        }
        if (json()) {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("rows", found.rows());
            document.put("same_answer", found.sameAnswer());
            document.put("same_graph", found.sameGraph());
            document.put("kept", found.kept());
            document.put("before", kept == null ? null : kept.toString());
            emit(document);
        } else {
            say(found.rows() + " rows: " + found.sameAnswer() + " with the answer of an earlier one, "
                    + found.sameGraph() + " over the cap of their graph; " + found.kept() + " stay");
            say(kept == null ? "nothing written; --apply does" : "as it was: " + kept);
        }
        return ExitCode.DONE;
    }
}
