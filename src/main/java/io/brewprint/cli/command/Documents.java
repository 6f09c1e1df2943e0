package io.brewprint.cli.command;

import io.brewprint.blueprint.NodeCatalog;
import io.brewprint.clipboard.ClipboardLimits;
import io.brewprint.clipboard.ClipboardParser;
import io.brewprint.config.Fault;
import io.brewprint.dsl.Document;
import io.brewprint.dsl.Dsl;
import io.brewprint.dsl.DslStream;
import io.brewprint.dsl.IrJson;
import io.brewprint.dsl.Problem;
import io.brewprint.translate.Translation;
import io.brewprint.translate.Translator;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** A graph in any form in which it comes: DSL, clipboard text, intermediate JSON. */
public record Documents(Inputs inputs, ClipboardLimits limits, NodeCatalog catalog) {
    /**
     * A document.
     *
     * @param places where its nodes were, if its text says so
     * @param errors what is wrong with it
     */
    public record Loaded(Document document, List<Map<String, Translation.Place>> places, List<Problem> errors) {}

    /**
     * Reads a document as far as it can be read.
     *
     * @throws Fault where that is nothing
     */
    Loaded read(Inputs.Item item) throws Exception {
        byte[] bytes = inputs.bytes(item);
        if (Inputs.endsWith(item.path(), ".json")) {
            return new Loaded(IrJson.read(Inputs.text(item, bytes)), List.of(), List.of());
        }
        // A file that says nothing else is a clipboard text, in whatever encoding it comes.
        if (!Inputs.endsWith(item.path(), ".dsl") && !new String(bytes, StandardCharsets.UTF_8).contains("GRAPH:")) {
            String name = String.valueOf(item.relative().getFileName());
            Translation made = new Translator(catalog).translate(ClipboardParser.parse(bytes, limits), name);
            return new Loaded(made.document(), made.places(), List.of());
        }
        DslStream.Checked checked = Dsl.checked(Inputs.text(item, bytes), catalog);
        List<Problem> errors =
                checked.problems().stream().filter(Problem::isError).toList();
        boolean nothing = checked.document().graphs().stream()
                .allMatch(graph -> graph.nodes().isEmpty());
        if (nothing && !errors.isEmpty()) {
            throw FilesCommand.refusal(item, errors);
        }
        return new Loaded(checked.document(), List.of(), errors);
    }
}
