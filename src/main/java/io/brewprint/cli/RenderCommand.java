package io.brewprint.cli;

import io.brewprint.clipboard.ClipboardParser;
import io.brewprint.config.AtomicFiles;
import io.brewprint.dsl.Document;
import io.brewprint.dsl.Dsl;
import io.brewprint.dsl.DslStream;
import io.brewprint.translate.SvgRenderer;
import io.brewprint.translate.Translator;
import java.nio.charset.StandardCharsets;
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
final class RenderCommand extends FilesCommand {
    @Parameters(arity = "1", paramLabel = "FILE", description = "DSL or clipboard text; - is the standard input.")
    private Path file = Inputs.DASH;

    @Option(names = "--out", paramLabel = "FILE.svg", description = "Where the picture goes (default: the standard "
            + "output).")
    private @Nullable Path out;

    @Override
    protected int run() throws Exception {
        Inputs.Item item = Inputs.find(List.of(file), ".dsl", ".txt").getFirst();
        Document document = document(item, new Inputs(limits()).bytes(item));
        String svg = SvgRenderer.render(document, catalog());
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

    private Document document(Inputs.Item item, byte[] bytes) throws Exception {
        String name = String.valueOf(item.relative().getFileName());
        // A file that says nothing else is a clipboard text, in whatever encoding it comes.
        if (!Inputs.endsWith(item.path(), ".dsl") && !new String(bytes, StandardCharsets.UTF_8).contains("GRAPH:")) {
            try {
                return new Translator(catalog()).translate(ClipboardParser.parse(bytes, clipboardLimits()), name).document();
            } catch (RuntimeException e) {
                throw CliError.of(e).in(item.name());
            }
        }
        String text = new String(bytes, StandardCharsets.UTF_8);
        DslStream.Checked checked = Dsl.checked(text, catalog());
        if (!Dsl.isValid(checked.problems())) {
            throw refusal(item, checked.problems());
        }
        return checked.document();
    }
}
