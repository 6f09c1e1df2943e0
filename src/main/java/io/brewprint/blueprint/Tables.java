package io.brewprint.blueprint;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads the tab-separated tables that the program carries. */
public final class Tables {
    private Tables() {}

    static List<List<String>> rows(String resource, int cells) {
        return rows(Tables.class, resource, cells);
    }

    /** Rows of a table that stands beside a class, of exactly that many cells; absent cells are empty. */
    public static List<List<String>> rows(Class<?> beside, String resource, int cells) {
        InputStream stream = beside.getResourceAsStream(resource);
        if (stream == null) {
            throw new IllegalStateException("the program lacks its table " + resource + ": build it again");
        }
        var rows = new ArrayList<List<String>>();
        try (var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (line.isBlank() || line.startsWith("#")) {
                    continue;
                }
                var row = new ArrayList<>(List.of(line.split("\t", -1)));
                while (row.size() < cells) {
                    row.add("");
                }
                rows.add(List.copyOf(row));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return rows;
    }
}
