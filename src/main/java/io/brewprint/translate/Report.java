package io.brewprint.translate;

import io.brewprint.clipboard.Diagnostic;
import java.util.List;

/**
 * An account of one translation. What the text has is counted from the parsed text by code that has no part in the
 * translation; what came out is counted in the DSL text, parsed again.
 *
 * @param nodes graph nodes, without knots and comments
 * @param links wires between nodes of the text, knots collapsed
 * @param defaults values on unlinked inputs that differ from Unreal's own
 * @param comments comment boxes
 * @param outside link ends to nodes that were not copied
 * @param keptGeneric classes that the catalog does not know, kept with their properties, pins and links
 * @param lost what the DSL does not carry; empty for a sound Blueprint text
 * @param classes the same counts for each node class
 * @param diagnostics repairs of the text
 */
public record Report(
        Count nodes,
        Count links,
        Count defaults,
        Count comments,
        int outside,
        List<String> keptGeneric,
        List<String> lost,
        List<ClassReport> classes,
        List<Diagnostic> diagnostics) {
    /** Copies the lists. */
    public Report {
        keptGeneric = List.copyOf(keptGeneric);
        lost = List.copyOf(lost);
        classes = List.copyOf(classes);
        diagnostics = List.copyOf(diagnostics);
    }

    /** True when all that was counted came through. */
    public boolean isWhole() {
        return nodes.isWhole() && links.isWhole() && defaults.isWhole() && comments.isWhole() && lost.isEmpty();
    }
}
