package io.brewprint.translate;

import io.brewprint.dsl.Document;
import java.util.List;
import java.util.Map;

/**
 * A translated clipboard text.
 *
 * @param document the document
 * @param dsl its canonical text
 * @param report what was kept and what was lost
 * @param places for each graph where Unreal had its nodes, by id; the document itself has no places
 */
public record Translation(Document document, String dsl, Report report, List<Map<String, Place>> places) {
    /**
     * The upper left corner of a node.
     *
     * @param x in Unreal's units, to the right
     * @param y downwards
     */
    public record Place(double x, double y) {}

    /** Copies the list. */
    public Translation {
        places = List.copyOf(places);
    }
}
