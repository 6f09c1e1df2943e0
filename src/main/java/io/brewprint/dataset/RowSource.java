package io.brewprint.dataset;

import java.io.IOException;
import java.util.function.Consumer;

/** Somewhere rows come from. Sources are merged in order: of two equal rows the earlier source's is kept. */
public interface RowSource {
    /** Name in the manifest: synthetic, exports, lessons. */
    String name();

    /** Gives its rows, the same ones in the same order each time. */
    void forEach(Consumer<Row> sink) throws IOException;
}
