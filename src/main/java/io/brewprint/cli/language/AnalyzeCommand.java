package io.brewprint.cli.language;

import io.brewprint.cli.command.FilesCommand;
import io.brewprint.cli.command.Inputs;
import io.brewprint.clipboard.Clip;
import io.brewprint.clipboard.ClipObject;
import io.brewprint.clipboard.ClipboardParser;
import io.brewprint.config.Json;
import io.brewprint.dsl.Document;
import io.brewprint.dsl.Dsl;
import io.brewprint.translate.Summary;
import io.brewprint.translate.Translator;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code analyze}: what is in a text. */
@Command(
        name = "analyze",
        description =
                "Tells what clipboard texts or DSL documents hold: nodes by type, links, events, calls, variables.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: brewprint analyze examples/exports/survival_round.txt"})
public final class AnalyzeCommand extends FilesCommand {
    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description = "Texts, documents, or folders of .txt and .dsl files.")
    private List<Path> files = List.of();

    @Override
    protected int run() throws Exception {
        Inputs inputs = new Inputs(limits());
        each(Inputs.find(files, ".txt", ".dsl"), item -> one(item, inputs));
        return exit(false);
    }

    private Map<String, Object> one(Inputs.Item item, Inputs inputs) throws Exception {
        Map<String, Object> entry = new LinkedHashMap<>();
        Document document;
        if (Inputs.endsWith(item.path(), ".dsl")) {
            String text = inputs.text(item);
            document = Dsl.parse(text).document();
            if (document.graphs().isEmpty()) {
                throw refusal(item, Dsl.check(text, catalog()));
            }
        } else {
            Clip clip = ClipboardParser.parse(inputs.bytes(item), clipboardLimits());
            document = new Translator(catalog())
                    .translate(clip, String.valueOf(item.relative().getFileName()))
                    .document();
            Map<String, Integer> classes = new TreeMap<>();
            for (ClipObject object : clip.objects()) {
                classes.merge(object.className(), 1, Integer::sum);
            }
            entry.put("classes", classes);
            entry.put("repairs", clip.diagnostics().size());
        }
        Summary summary = Summary.of(document, catalog());
        entry.putAll(Json.fields(summary));
        if (!json()) {
            lines(item, summary);
        }
        return entry;
    }

    private void lines(Inputs.Item item, Summary summary) {
        say(item.name() + ": " + summary.blueprint() + (summary.parent() == null ? "" : " (" + summary.parent() + ")"));
        summary.graphs()
                .forEach(graph -> say("  graph      " + graph.name()
                        + (graph.kind() == null ? "" : " [" + graph.kind() + "]") + ": " + graph.nodes() + " nodes, "
                        + graph.links() + " links, " + graph.comments() + " comments"));
        say("  links      " + summary.execLinks() + " of control, " + summary.dataLinks() + " of data");
        say("  nodes      " + counts(summary.types()));
        if (!summary.events().isEmpty()) {
            say("  events     " + String.join(", ", summary.events()));
        }
        if (!summary.functions().isEmpty()) {
            say("  calls      " + counts(summary.functions()));
        }
        if (!summary.variables().isEmpty()) {
            say("  variables  "
                    + summary.variables().stream()
                            .map(use -> use.name() + (use.type() == null ? "" : ": " + use.type()) + " (" + use.gets()
                                    + " get, " + use.sets() + " set)")
                            .collect(Collectors.joining(", ")));
        }
    }

    private static String counts(Map<String, Integer> counts) {
        return counts.entrySet().stream()
                .map(each -> (each.getValue() > 1 ? each.getValue() + " " : "") + each.getKey())
                .collect(Collectors.joining(", "));
    }
}
