package io.brewprint.translate;

import io.brewprint.clipboard.ClipObject;
import io.brewprint.clipboard.ObjectRef;
import java.util.Locale;

/**
 * Where an object was copied from, as far as its ExportPath tells.
 *
 * @param asset the Blueprint's name, empty when unknown
 * @param graph the graph's name, empty when unknown
 */
record Origin(String asset, String graph) {
    static Origin of(ClipObject object) {
        ObjectRef path = object.exportPath();
        int colon = path.path().indexOf(':');
        if (colon < 0) {
            return new Origin("", "");
        }
        String asset = path.path().substring(0, colon);
        asset = asset.substring(Math.max(asset.lastIndexOf('.'), asset.lastIndexOf('/')) + 1);
        String rest = path.path().substring(colon + 1);
        int dot = rest.lastIndexOf('.');
        String graph = dot < 0 ? "" : rest.substring(0, dot);
        // A level's Blueprint and a collapsed graph lie deeper: the last name is the graph's.
        return new Origin(asset, graph.substring(graph.lastIndexOf('.') + 1));
    }

    /** A Blueprint's name from a file's: {@code hello world.txt} gives BP_HelloWorld. */
    static String nameOf(String fileName) {
        String stem = fileName.substring(Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\')) + 1);
        int dot = stem.indexOf('.');
        stem = dot > 0 ? stem.substring(0, dot) : stem;
        var name = new StringBuilder();
        for (String word : stem.split("[^A-Za-z0-9]+")) {
            if (!word.isEmpty()) {
                name.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
            }
        }
        if (stem.matches("[A-Z]{1,4}_\\w+")) {
            return stem;
        }
        return "BP_" + (name.isEmpty() ? "Untitled" : name);
    }
}
