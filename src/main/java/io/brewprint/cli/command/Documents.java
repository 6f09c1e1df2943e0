package io.brewprint.cli.command;

import io.brewprint.blueprint.NodeCatalog;
import io.brewprint.clipboard.ClipboardLimits;
import io.brewprint.clipboard.ClipboardParser;
import io.brewprint.config.Fault;
import io.brewprint.dsl.Document;
import io.brewprint.dsl.Dsl;
import io.brewprint.dsl.DslStream;
import io.brewprint.dsl.IrJson;
import io.brewprint.translate.Translation;
import io.brewprint.translate.Translator;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** A graph in any form in which it comes: DSL, clipboard text, intermediate JSON. */
public record Documents(Inputs inputs, ClipboardLimits limits, NodeCatalog catalog) {
    /** A document, and where its nodes were if its text says so. */
    public record Loaded(Document document, List<Map<String, Translation.Place>> places) {}

    /**
     * Reads a document.
     *
     * @throws Fault where it has an error, with the first one's place
     */
    Loaded load(Inputs.Item item) throws Exception {
        byte[] bytes = inputs.bytes(item);
        if (Inputs.endsWith(item.path(), ".json")) {
            return new Loaded(IrJson.read(Inputs.text(item, bytes)), List.of());
        }
        // A file that says nothing else is a clipboard text, in whatever encoding it comes.
        if (!Inputs.endsWith(item.path(), ".dsl") && !new String(bytes, StandardCharsets.UTF_8).contains("GRAPH:")) {
            String name = String.valueOf(item.relative().getFileName());
            Translation made = new Translator(catalog).translate(ClipboardParser.parse(bytes, limits), name);
            return new Loaded(made.document(), made.places());
        }
        DslStream.Checked checked = Dsl.checked(Inputs.text(item, bytes), catalog);
        if (!Dsl.isValid(checked.problems())) {
            throw FilesCommand.refusal(item, checked.problems());
        }
        return new Loaded(checked.document(), List.of());
    }
}
