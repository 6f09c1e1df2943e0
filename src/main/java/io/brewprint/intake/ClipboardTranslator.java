package io.brewprint.intake;

import io.brewprint.blueprint.CatalogFile;
import io.brewprint.blueprint.NodeCatalog;
import io.brewprint.clipboard.Clip;
import io.brewprint.clipboard.ClipboardLimits;
import io.brewprint.clipboard.ClipboardParser;
import io.brewprint.clipboard.Diagnostic;
import io.brewprint.config.AtomicFiles;
import io.brewprint.config.Fault;
import io.brewprint.config.Json;
import io.brewprint.config.PipelineConfig;
import io.brewprint.config.Where;
import io.brewprint.translate.Translation;
import io.brewprint.translate.Translator;

/** Unreal's clipboard text to DSL, within the limits of the configuration. */
public final class ClipboardTranslator implements ExportTranslator {
    private final NodeCatalog catalog;
    private final Translator translator;
    private final ClipboardLimits limits;

    /**
     * A translator.
     *
     * @param config what one file may cost
     * @param catalog the node types that are known
     */
    public ClipboardTranslator(PipelineConfig.Limits config, NodeCatalog catalog) {
        this.catalog = catalog;
        translator = new Translator(catalog);
        limits = new ClipboardLimits(config.maxFileBytes(), config.maxNesting(), config.maxObjects());
    }

    @Override
    public String version() {
        return catalog.own().isEmpty()
                ? "2"
                : "2-" + AtomicFiles.sha256(CatalogFile.write(catalog.own())).substring(0, 16);
    }

    @Override
    public Translated translate(String fileName, String text) {
        Clip clip = ClipboardParser.parse(text, limits);
        refuseCutOff(clip);
        Translation out = translator.translate(clip, fileName);
        return new Translated(out.dsl(), Json.MAPPER.valueToTree(out.report()));
    }

    // What is there could be translated, but a file that breaks off was not copied whole: its owner has to know.
    private static void refuseCutOff(Clip clip) {
        for (Diagnostic diagnostic : clip.diagnostics()) {
            if (diagnostic.kind() == Diagnostic.Kind.CUT_OFF) {
                throw new Fault(
                        "truncated",
                        diagnostic.message(),
                        Where.at(diagnostic.line(), diagnostic.column()),
                        "copy the nodes again and save the whole text; brewprint translate FILE shows what is left");
            }
        }
    }
}
