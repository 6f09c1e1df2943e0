package io.brewprint.cli.language;

import io.brewprint.blueprint.CanonicalHash;
import io.brewprint.cli.command.Documents;
import io.brewprint.cli.command.ExitCode;
import io.brewprint.cli.command.FilesCommand;
import io.brewprint.cli.command.Inputs;
import io.brewprint.cli.model.VersionCompare;
import io.brewprint.config.Fault;
import io.brewprint.config.Where;
import io.brewprint.dsl.Document;
import io.brewprint.dsl.Dsl;
import io.brewprint.dsl.GraphDiff;
import io.brewprint.dsl.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code compare}: how alike two graphs or two versions are, and what differs. */
@Command(
        name = "compare",
        description = {
            "Compares two graphs: DSL, clipboard text or IR JSON. What counts: variables, nodes, the names and values "
                    + "of their attributes, wires. What does not: ids, order, positions, remarks, other spellings, and the "
                    + "head, which are the names of Blueprint, parent and graph: where it differs that is told. A text with "
                    + "errors is compared as far as it can be read. Exit code 0 for the same graph, 1 for another.",
            "Or two versions, such as v1 v2, or base for the model under them, by the exams that cycles held of them."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example: brewprint compare expected.dsl answer.dsl",
            "Example: brewprint compare v1 v2 --html v1_v2.html"
        })
public final class CompareCommand extends FilesCommand {
    @Parameters(
            arity = "2",
            paramLabel = "FILE|VERSION",
            description = "Two files, - being the standard input, or two versions.")
    private List<Path> files = List.of();

    @Option(
            names = "--html",
            paramLabel = "FILE",
            description = "Of two versions: a page with figures, plots and every question's graphs side by side.")
    private @Nullable Path html;

    @Override
    protected int run() throws Exception {
        List<String> words = files.stream().map(Path::toString).toList();
        if (VersionCompare.meant(words)) {
            return new VersionCompare(this).run(words, html);
        }
        if (html != null) {
            throw usage("--html is for two versions", "render draws a graph; --json compares two");
        }
        for (Path file : files) {
            if (!file.equals(Inputs.DASH) && !Files.isRegularFile(file)) {
                throw new Fault(
                        "no_such_file",
                        "there is no file " + file,
                        Where.in(file.toString()),
                        "compare takes two files with graphs, or two versions such as v1 v2");
            }
        }
        List<Documents.Loaded> loaded = new ArrayList<>();
        for (Path file : files) {
            loaded.add(readable(item(file)));
        }
        Document first = Dsl.named(loaded.get(0).document(), catalog());
        Document second = Dsl.named(loaded.get(1).document(), catalog());
        GraphDiff diff = GraphDiff.of(first, second);
        // A wire to a node that is not there is in the text, and not in its graph.
        boolean sound = loaded.stream().allMatch(each -> each.errors().isEmpty());
        boolean same = (sound || diff.lines().stream().noneMatch(line -> line.startsWith("+") || line.startsWith("-")))
                && CanonicalHash.of(Dsl.exactGraph(first)).equals(CanonicalHash.of(Dsl.exactGraph(second)));
        List<String> lines = lines(diff, same);
        if (json()) {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put(
                    "files",
                    files.stream()
                            .map(file -> new Inputs.Item(file, file).name())
                            .toList());
            document.put(
                    "errors", loaded.stream().map(each -> each.errors().size()).toList());
            document.put("same", same);
            document.put("node_f1", diff.match().nodeF1());
            document.put("edge_f1", diff.match().edgeF1());
            document.put("graph_f1", diff.match().f1());
            document.put("differences", lines);
            emit(document);
        } else {
            for (int i = 0; i < loaded.size(); i++) {
                List<Problem> errors = loaded.get(i).errors();
                if (!errors.isEmpty()) {
                    err().println(item(files.get(i)).name() + ":"
                            + errors.getFirst().brief() + "; " + errors.size()
                            + (errors.size() == 1 ? " error" : " errors")
                            + " in it: compared as far as it can be read");
                }
            }
            err().flush();
            lines.forEach(out()::println);
            say(String.format(
                    Locale.ROOT,
                    "%s: node F1 %.3f, edge F1 %.3f",
                    same ? sameBut(lines) : "different graphs",
                    diff.match().nodeF1(),
                    diff.match().edgeF1()));
        }
        return same ? ExitCode.DONE : ExitCode.FAILED;
    }

    /** The verdict on equal graphs, whose remaining differences are those of the head. */
    private static String sameBut(List<String> differences) {
        return differences.isEmpty() ? "the same graph" : "the same graph, under a head that differs";
    }

    private static Inputs.Item item(Path file) {
        Path name = file.getFileName();
        return new Inputs.Item(file, name == null ? file : name);
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
