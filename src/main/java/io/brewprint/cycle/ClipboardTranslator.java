package io.brewprint.cycle;

import io.brewprint.clipboard.ClipboardException;
import io.brewprint.clipboard.ClipboardLimits;
import io.brewprint.clipboard.ClipboardParser;
import io.brewprint.config.PipelineConfig;
import io.brewprint.translate.Translation;
import io.brewprint.translate.Translator;
import java.util.Locale;

/** Unreal's clipboard text to DSL, within the limits of the configuration. */
public final class ClipboardTranslator implements ExportTranslator {
    private final Translator translator = new Translator();
    private final ClipboardLimits limits;

    /** @param config what one file may cost */
    public ClipboardTranslator(PipelineConfig.Limits config) {
        limits = new ClipboardLimits(config.maxFileBytes(), config.maxNesting(), config.maxObjects());
    }

    @Override
    public String version() {
        return "2";
    }

    @Override
    public Translated translate(String fileName, String text) throws RejectedInput {
        try {
            Translation out = translator.translate(ClipboardParser.parse(text, limits), fileName);
            return new Translated(out.dsl(), Json.MAPPER.valueToTree(out.report()));
        } catch (ClipboardException e) {
            throw new RejectedInput(e.kind().name().toLowerCase(Locale.ROOT), String.valueOf(e.getMessage()), e.line(),
                    e.column(), e.remedy());
        }
    }
}
