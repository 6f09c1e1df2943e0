package io.brewprint.cli.language;

import io.brewprint.cli.command.ExitCode;
import io.brewprint.cli.command.FilesCommand;
import io.brewprint.cli.command.Inputs;
import io.brewprint.dsl.Dsl;
import io.brewprint.dsl.DslStream;
import io.brewprint.dsl.Problem;
import io.brewprint.translate.ClipboardGenerator;
import io.brewprint.translate.Generated;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code clipboard}: DSL to text that pastes into Unreal. */
@Command(
        name = "clipboard",
        description = "Writes DSL as text that pastes into Unreal's graph editor (Ctrl+V).",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: brewprint clipboard door.dsl > door.txt"})
public final class ClipboardCommand extends FilesCommand {
    @Parameters(arity = "1", paramLabel = "FILE.dsl", description = "A DSL document; - is the standard input.")
    private Path file = Inputs.DASH;

    @Option(names = "--partial", description = "Leave out what cannot be pasted instead of refusing the document.")
    private boolean partial;

    @Override
    protected int run() throws Exception {
        Inputs.Item item = Inputs.find(List.of(file), ".dsl").getFirst();
        String text = new Inputs(limits()).text(item);
        DslStream.Checked checked = Dsl.checked(text, catalog());
        if (!Dsl.isGraph(checked.problems())) {
            throw refusal(item, checked.problems());
        }
        checked.problems().stream().filter(Problem::isCompile).forEach(problem -> err().println(line(item, problem)));
        Generated generated = ClipboardGenerator.generate(checked.document(), Dsl.places(text), catalog());
        if (!generated.problems().isEmpty() && (!partial || generated.text().isEmpty())) {
            if (!json()) {
                generated.problems().stream().skip(1).forEach(problem -> err().println(line(item, problem)));
                err().flush();
            }
            throw refusal(item, generated.problems());
        }
        generated.problems().forEach(problem -> err().println(line(item, problem)));
        err().flush();
        if (json()) {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("file", item.name());
            document.put("text", generated.text());
            document.put(
                    "problems",
                    generated.problems().stream().map(FilesCommand::entry).toList());
            emit(document);
        } else {
            out().print(generated.text());
            out().flush();
        }
        return ExitCode.DONE;
    }
}
