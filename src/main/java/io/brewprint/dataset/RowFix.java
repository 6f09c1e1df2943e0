package io.brewprint.dataset;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.brewprint.blueprint.NodeCatalog;
import io.brewprint.config.AtomicFiles;
import io.brewprint.config.Fault;
import io.brewprint.config.Where;
import io.brewprint.dsl.Dsl;
import io.brewprint.dsl.Fixed;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The certain quick-fixes in the answers of a dataset; lines without one, and other fields, stay as they are. */
public final class RowFix {

    /** Hears of each fix. */
    public interface Listener {
        /** In the row on that line of the file, one line of the answer was put right. */
        void fixed(int line, Fixed.Fix fix);
    }

    private RowFix() {}

    /**
     * Puts a file right; it is replaced as a whole or not at all.
     *
     * @return number of fixes; none leaves the file untouched
     * @throws IOException when the file cannot be read, or is no UTF-8
     */
    public static int fix(Path file, NodeCatalog catalog, Listener listener) throws IOException {
        Path work = file.resolveSibling("." + file.getFileName() + ".fix.tmp");
        int fixes = 0;
        try {
            try (BufferedWriter out = AtomicFiles.writer(work)) {
                Fixing fixing = new Fixing(catalog, listener, out);
                JsonLines.each(file, fixing);
                fixes = fixing.fixes;
            }
            if (fixes > 0) {
                AtomicFiles.replace(work, file);
            }
        } finally {
            Files.deleteIfExists(work);
        }
        return fixes;
    }

    private static final class Fixing implements JsonLines.Sink {
        private final NodeCatalog catalog;
        private final Listener listener;
        private final BufferedWriter out;
        private int fixes;

        Fixing(NodeCatalog catalog, Listener listener, BufferedWriter out) {
            this.catalog = catalog;
            this.listener = listener;
            this.out = out;
        }

        @Override
        public void row(int line, Row row, ObjectNode json, String text) throws IOException {
            Fixed fixed = Dsl.fixed(row.output(), catalog);
            if (fixed.fixes().isEmpty()) {
                out.append(text).append('\n');
                return;
            }
            json.put("output", fixed.text());
            fixed.fixes().forEach(fix -> listener.fixed(line, fix));
            fixes += fixed.fixes().size();
            out.append(json.toString()).append('\n');
        }

        /** A line that is no row stays, and is told by the check; one that cannot even be read must not be lost. */
        @Override
        public void bad(int line, int column, String what, String text) throws IOException {
            if (text.isEmpty()) {
                throw new Fault("bad_row", what, Where.at(line, column), "mend the line; nothing was changed");
            }
            out.append(text).append('\n');
        }
    }
}
