package io.brewprint.cli.language;

import io.brewprint.cli.command.ExitCode;
import io.brewprint.cli.command.FilesCommand;
import io.brewprint.cli.command.Inputs;
import io.brewprint.config.AtomicFiles;
import io.brewprint.config.Json;
import io.brewprint.dsl.Document;
import io.brewprint.dsl.Dsl;
import io.brewprint.dsl.IrJson;
import io.brewprint.dsl.Problem;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ir}: a graph as intermediate JSON, and back. */
@Command(
        name = "ir",
        description = "Writes DSL or clipboard text as intermediate JSON (IR), and a .json file of that form as DSL.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: brewprint ir door.dsl > door.json", "Example: brewprint ir door.json --out door.dsl"})
public final class IrCommand extends FilesCommand {
    @Parameters(
            arity = "1",
            paramLabel = "FILE",
            description = "DSL, clipboard text or .json; - is the standard input.")
    private Path file = Inputs.DASH;

    @Option(names = "--out", paramLabel = "FILE", description = "Where the result goes (default: the standard output).")
    private @Nullable Path out;

    @Override
    protected int run() throws Exception {
        Inputs.Item item = Inputs.find(List.of(file), ".dsl", ".txt", ".json").getFirst();
        boolean back = Inputs.endsWith(item.path(), ".json");
        Document document = document(item);
        String text = back ? Dsl.print(document) : IrJson.write(document, catalog());
        List<Problem> problems = back ? Dsl.check(text, catalog()) : List.of();
        if (out != null) {
            AtomicFiles.write(out, text);
        }
        if (json()) {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("file", item.name());
            entry.put(back ? "dsl" : "ir", back ? text : Json.MAPPER.readTree(text));
            if (back) {
                entry.put("problems", problems.stream().map(FilesCommand::entry).toList());
            }
            emit(entry);
        } else {
            // Lines are those of the DSL that is written here.
            problems.stream()
                    .filter(Problem::isError)
                    .forEach(problem -> err().println(
                                    line(new Inputs.Item(item.withEnding(".dsl"), item.withEnding(".dsl")), problem)));
            err().flush();
            if (out == null) {
                out().print(text);
                out().flush();
            } else {
                say(item.name() + " -> " + out);
            }
        }
        return Dsl.isValid(problems) ? ExitCode.DONE : ExitCode.FAILED;
    }
}
