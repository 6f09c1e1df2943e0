package io.brewprint.intake;

import com.fasterxml.jackson.databind.JsonNode;
import io.brewprint.config.Fault;

/** Turns the text of a clipboard export into the DSL; the same text always gives the same. */
public interface ExportTranslator {
    /** Changes when the same text would become another DSL. */
    String version();

    /**
     * Translates.
     *
     * @param fileName as it was dropped, for names and messages
     * @throws Fault where the text is no export
     */
    Translated translate(String fileName, String text);

    /** The DSL text and what the translation has to report. */
    record Translated(String dsl, JsonNode report) {}
}
