package io.brewprint.cli.language;

import io.brewprint.cli.command.Documents;
import io.brewprint.cli.command.ExitCode;
import io.brewprint.cli.command.FilesCommand;
import io.brewprint.cli.command.Inputs;
import io.brewprint.config.AtomicFiles;
import io.brewprint.dsl.Document;
import io.brewprint.render.SvgRenderer;
import io.brewprint.render.Theme;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code render}: a picture of a graph. */
@Command(
        name = "render",
        description = "Draws a DSL document or a clipboard text as SVG.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: brewprint render examples/exports/sliding_door.txt --out door.svg"})
public final class RenderCommand extends FilesCommand {
    @Parameters(arity = "1", paramLabel = "FILE", description = "DSL or clipboard text; - is the standard input.")
    private Path file = Inputs.DASH;

    @Option(
            names = "--out",
            paramLabel = "FILE.svg",
            description = "Where the picture goes (default: the standard " + "output).")
    private @Nullable Path out;

    @Option(
            names = "--theme",
            paramLabel = "dark|light|auto",
            defaultValue = "DARK",
            description = "The picture's light; auto follows the reader's (default: dark).")
    private Theme theme = Theme.DARK;

    @Option(names = "--given", description = "Leave the nodes of a clipboard text where Unreal had them.")
    private boolean given;

    @Override
    protected int run() throws Exception {
        Inputs.Item item = Inputs.find(List.of(file), ".dsl", ".txt").getFirst();
        Documents.Loaded loaded = loaded(item);
        Document document = loaded.document();
        String svg = SvgRenderer.render(document, catalog(), theme, given ? loaded.places() : List.of());
        if (out != null) {
            AtomicFiles.write(out, svg);
        }
        if (json()) {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("file", item.name());
            entry.put("graphs", document.graphs().size());
            entry.put(out == null ? "svg" : "written", out == null ? svg : out.toString());
            emit(entry);
        } else if (out == null) {
            out().print(svg);
            out().flush();
        } else {
            say(item.name() + " -> " + out);
        }
        return ExitCode.DONE;
    }
}
