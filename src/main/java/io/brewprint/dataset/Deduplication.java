package io.brewprint.dataset;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.brewprint.config.AtomicFiles;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Rows that say what earlier ones said. Lines that are no rows stay as they are.
 *
 * @param sameAnswer left out, as an earlier row has the same answer
 * @param sameGraph left out, as so many rows have their graph already
 */
public record Deduplication(int rows, int sameAnswer, int sameGraph, int kept) {
    /**
     * Reads a dataset; memory is a hash a row.
     *
     * @param cap most rows of one graph, names and values aside; 0 for any
     * @param to where the rows that stay are written, or null
     */
    public static Deduplication of(Path file, int cap, @Nullable Path to) throws IOException {
        try (Writer out = to == null ? Writer.nullWriter() : Files.newBufferedWriter(to)) {
            Found found = new Found(cap, out);
            JsonLines.each(file, found);
            return new Deduplication(
                    found.rows, found.sameAnswer, found.sameGraph, found.rows - found.sameAnswer - found.sameGraph);
        }
    }

    private static final class Found implements JsonLines.Sink {
        private final int cap;
        private final Writer out;
        private final Set<String> answers = new HashSet<>();
        private final Map<String, Integer> graphs = new HashMap<>();
        private int rows;
        private int sameAnswer;
        private int sameGraph;

        Found(int cap, Writer out) {
            this.cap = cap;
            this.out = out;
        }

        @Override
        public void row(int line, Row row, ObjectNode json, String text) throws IOException {
            rows++;
            if (!answers.add(AtomicFiles.sha256(row.output().strip().getBytes(StandardCharsets.UTF_8)))) {
                sameAnswer++;
            } else if (cap > 0 && graphs.merge(Contamination.graphHash(row.output()), 1, Integer::sum) > cap) {
                sameGraph++;
            } else {
                out.write(text);
                out.write('\n');
            }
        }

        @Override
        public void bad(int line, int column, String what, String text) throws IOException {
            out.write(text);
            out.write('\n');
        }
    }
}
