package io.brewprint.dataset;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.brewprint.config.AtomicFiles;
import io.brewprint.config.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The rows of one translated export, kept beside it: a first line that says of which DSL and which narrator they are,
 * then a row a line. Rows of another DSL or an older narrator are none.
 */
public final class ExportRows {
    private record Head(String dslSha256, String narrator) {}

    private ExportRows() {}

    /** The file of rows that belongs to a .dsl file. */
    public static Path beside(Path folder, Path dsl) {
        String name = String.valueOf(dsl.getFileName());
        int dot = name.lastIndexOf('.');
        return folder.resolve((dot > 0 ? name.substring(0, dot) : name) + ".jsonl");
    }

    /** What such a file holds. */
    public static String text(String dsl, List<Row> rows) {
        StringBuilder out = new StringBuilder(Json.write(new Head(sha(dsl), Narrator.VERSION))).append('\n');
        rows.forEach(row -> out.append(JsonLines.line(row)).append('\n'));
        return out.toString();
    }

    /**
     * Reads one.
     *
     * @return empty where there is none for this DSL, or one that cannot be read: the DSL then speaks for itself
     */
    static Optional<List<Row>> read(Path file, String dsl) throws IOException {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try (LineBytes lines = new LineBytes(file)) {
            if (!lines.next() || !head(lines.text()).equals(new Head(sha(dsl), Narrator.VERSION))) {
                return Optional.empty();
            }
            List<Row> rows = new ArrayList<>();
            while (lines.next()) {
                if (!lines.fault().isEmpty()) {
                    return Optional.empty();
                }
                if (!lines.text().isBlank()) {
                    rows.add(JsonLines.parse(lines.text()));
                }
            }
            return Optional.of(rows);
        } catch (JsonProcessingException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Head head(String line) throws JsonProcessingException {
        return Json.STRICT.readValue(line, Head.class);
    }

    private static String sha(String dsl) {
        return AtomicFiles.sha256(dsl.getBytes(StandardCharsets.UTF_8));
    }
}
