package io.brewprint.translate;

import io.brewprint.dsl.Document;

/**
 * A translated clipboard text.
 *
 * @param document the document
 * @param dsl its canonical text
 * @param report what was kept and what was lost
 */
public record Translation(Document document, String dsl, Report report) {}
