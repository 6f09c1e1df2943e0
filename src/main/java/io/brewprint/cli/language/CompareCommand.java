package io.brewprint.cli.language;

import io.brewprint.blueprint.CanonicalHash;
import io.brewprint.cli.command.ExitCode;
import io.brewprint.cli.command.FilesCommand;
import io.brewprint.cli.command.Inputs;
import io.brewprint.config.Fault;
import io.brewprint.config.Where;
import io.brewprint.dsl.Document;
import io.brewprint.dsl.Dsl;
import io.brewprint.dsl.GraphDiff;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code compare}: how alike two graphs are, and what differs. */
@Command(
        name = "compare",
        description =
                "Compares two graphs: DSL, clipboard text or IR JSON. Ids, order, positions and other spellings do not "
                        + "count. Exit code 0 for the same graph, 1 for another.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: brewprint compare expected.dsl answer.dsl"})
public final class CompareCommand extends FilesCommand {
    @Parameters(arity = "2", paramLabel = "FILE", description = "Two files; - is the standard input.")
    private List<Path> files = List.of();

    @Override
    protected int run() throws Exception {
        for (Path file : files) {
            if (!file.equals(Inputs.DASH) && !Files.isRegularFile(file)) {
                throw new Fault(
                        "no_such_file",
                        "there is no file " + file,
                        Where.in(file.toString()),
                        "compare takes two files with graphs");
            }
        }
        Document first = graph(files.get(0));
        Document second = graph(files.get(1));
        GraphDiff diff = GraphDiff.of(first, second);
        boolean same = CanonicalHash.of(Dsl.exactGraph(first)).equals(CanonicalHash.of(Dsl.exactGraph(second)));
        List<String> lines = lines(diff, same);
        if (json()) {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put(
                    "files",
                    files.stream()
                            .map(file -> new Inputs.Item(file, file).name())
                            .toList());
            document.put("same", same);
            document.put("node_f1", diff.match().nodeF1());
            document.put("edge_f1", diff.match().edgeF1());
            document.put("graph_f1", diff.match().f1());
            document.put("differences", lines);
            emit(document);
        } else {
            lines.forEach(out()::println);
            say(String.format(
                    Locale.ROOT,
                    "%s: node F1 %.3f, edge F1 %.3f",
                    same ? "the same graph" : "different graphs",
                    diff.match().nodeF1(),
                    diff.match().edgeF1()));
        }
        return same ? ExitCode.DONE : ExitCode.FAILED;
    }

    private Document graph(Path file) {
        Path name = file.getFileName();
        return Dsl.named(document(new Inputs.Item(file, name == null ? file : name)), catalog());
    }

    /** Of equal graphs only names may differ: a pairing of nodes that look alike says nothing. */
    private static List<String> lines(GraphDiff diff, boolean same) {
        var lines = new ArrayList<String>();
        for (String line : diff.lines()) {
            if (!same || line.startsWith("~ BLUEPRINT") || line.startsWith("~ PARENT") || line.startsWith("~ GRAPH")) {
                lines.add(line);
            }
        }
        if (!same && lines.isEmpty()) {
            lines.add("~ the same nodes, wired otherwise");
        }
        return lines;
    }
}
