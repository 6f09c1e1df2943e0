package io.brewprint.cli.data;

import io.brewprint.cli.command.ExitCode;
import io.brewprint.cli.command.FilesCommand;
import io.brewprint.cli.command.Inputs;
import io.brewprint.config.Fault;
import io.brewprint.config.Where;
import io.brewprint.dataset.JsonLines;
import io.brewprint.dataset.Row;
import io.brewprint.dsl.Dsl;
import io.brewprint.dsl.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dataset entry}: one DSL document and its descriptions as rows. */
@Command(
        name = "entry",
        description = "Makes rows of a DSL document: one for each description.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: brewprint dataset entry door.dsl --description \"Make a door\" --output rows.jsonl"})
final class DatasetEntryCommand extends FilesCommand {
    @Parameters(paramLabel = "FILE", description = "A .dsl document without errors.")
    private Path file = Path.of("");

    @Option(names = "--description", paramLabel = "TEXT", description = "A request for it; may be given again.")
    private List<String> given = new ArrayList<>();

    @Option(names = "--descriptions", paramLabel = "FILE", description = "Requests, a line each; # begins a remark.")
    private @Nullable Path list;

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description = "Rows are added at its end (default: they are printed).")
    private @Nullable Path output;

    @Override
    protected int run() throws Exception {
        Inputs inputs = new Inputs(limits());
        Inputs.Item item = new Inputs.Item(file, file.getFileName() == null ? file : file.getFileName());
        String dsl = inputs.text(item);
        List<Problem> problems = Dsl.check(dsl, catalog());
        if (problems.stream().anyMatch(Problem::isError)) {
            throw refusal(item, problems);
        }
        List<String> requests = new ArrayList<>(given);
        if (list != null) {
            inputs.text(new Inputs.Item(list, list))
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .forEach(requests::add);
        }
        if (requests.isEmpty()) {
            throw usage("there is no description", "give --description TEXT, or --descriptions FILE");
        }
        String answer = Dsl.print(Dsl.parse(dsl).document());
        List<Row> rows = requests.stream()
                .map(request -> new Row(request, "", answer, "entry:" + item.relative(), "entry"))
                .toList();
        String lines = String.join(
                "", rows.stream().map(row -> JsonLines.line(row) + "\n").toList());
        Path to = output;
        if (to != null) {
            if (Files.isDirectory(to)) {
                throw new Fault("is_folder", "the output is a folder", Where.in(to), "name a file");
            }
            Files.writeString(to, lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
        if (json()) {
            emit(Map.of("rows", rows));
        } else if (to == null) {
            out().print(lines);
            out().flush();
        } else {
            say(rows.size() + " rows added to " + to);
        }
        return ExitCode.DONE;
    }
}
