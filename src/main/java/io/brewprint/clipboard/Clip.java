package io.brewprint.clipboard;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;

/**
 * A parsed clipboard text.
 *
 * @param entries top-level objects and the lines between them, in order
 * @param charset how the bytes were encoded; UTF-8 when the text came as a string
 * @param diagnostics repairs, in reading order; empty for an undamaged text
 */
public record Clip(List<Entry> entries, Charset charset, List<Diagnostic> diagnostics) {
    /** Copies the lists. */
    public Clip {
        entries = List.copyOf(entries);
        diagnostics = List.copyOf(diagnostics);
    }

    /** The top-level objects in order. */
    public List<ClipObject> objects() {
        var objects = new ArrayList<ClipObject>();
        for (Entry entry : entries) {
            if (entry instanceof ClipObject object) {
                objects.add(object);
            }
        }
        return objects;
    }
}
