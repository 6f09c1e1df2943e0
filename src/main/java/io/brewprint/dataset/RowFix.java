package io.brewprint.dataset;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.brewprint.blueprint.NodeCatalog;
import io.brewprint.config.AtomicFiles;
import io.brewprint.config.Json;
import io.brewprint.dsl.Dsl;
import io.brewprint.dsl.Fixed;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

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
            try (BufferedReader in = Files.newBufferedReader(file);
                    BufferedWriter out = Files.newBufferedWriter(work)) {
                var line = new StringBuilder();
                for (int number = 1; JsonLines.nextLine(in, line, file, number); number++) {
                    fixes += row(line.toString(), number, catalog, listener, out);
                }
            }
            if (fixes > 0) {
                AtomicFiles.replace(work, file);
            }
        } finally {
            Files.deleteIfExists(work);
        }
        return fixes;
    }

    private static int row(String line, int number, NodeCatalog catalog, Listener listener, BufferedWriter out)
            throws IOException {
        ObjectNode row = row(line);
        Fixed fixed = row == null ? null : Dsl.fixed(row.path("output").asText(), catalog);
        if (row == null || fixed == null || fixed.fixes().isEmpty()) {
            out.append(line).append('\n');
            return 0;
        }
        row.put("output", fixed.text());
        out.append(row.toString()).append('\n');
        fixed.fixes().forEach(fix -> listener.fixed(number, fix));
        return fixed.fixes().size();
    }

    /** Null for a line that is no row: it stays, and is told by the check. */
    private static @Nullable ObjectNode row(String line) {
        try {
            JsonNode node = Json.PLAIN.readTree(line);
            return node instanceof ObjectNode row && row.path("output").isTextual() ? row : null;
        } catch (JsonProcessingException e) {
            return null;
        }
    }
}
