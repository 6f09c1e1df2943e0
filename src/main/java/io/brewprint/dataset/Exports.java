package io.brewprint.dataset;

import io.brewprint.dsl.Document;
import io.brewprint.dsl.Dsl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Rows of the translated exports: those that were kept for a .dsl file, or where there are none, the file narrated.
 *
 * @param folder of .dsl files
 * @param kept folder of {@link ExportRows}
 */
public record Exports(Path folder, Path kept) implements RowSource {
    /** Nodes of a part at most, where its events allow it: about 700 tokens with its request. */
    private static final int PART = 24;

    @Override
    public String name() {
        return "exports";
    }

    @Override
    public void forEach(Consumer<Row> sink) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        List<Path> files;
        try (var paths = Files.list(folder)) {
            files = paths.filter(p -> p.getFileName().toString().endsWith(".dsl"))
                    .sorted()
                    .toList();
        }
        for (Path file : files) {
            String text = Files.readString(file);
            ExportRows.read(ExportRows.beside(kept, file), text)
                    .orElseGet(() -> rows(String.valueOf(file.getFileName()), text))
                    .forEach(sink);
        }
    }

    /**
     * The rows that a translated export becomes: all of it, and where it is large, each event or few by themselves too,
     * as much as a small model's context holds.
     *
     * @param name of its .dsl file
     */
    public static List<Row> rows(String name, String dsl) {
        Document document = Dsl.parse(dsl).document();
        List<Row> rows = new ArrayList<>();
        rows.add(row(name, document, dsl));
        for (Document part : EventParts.of(document, PART)) {
            String text = Dsl.print(part);
            if (Dsl.isValid(Dsl.check(text))) { // what belongs to a function of the rest stays with it
                rows.add(row(name + "#" + rows.size(), part, text));
            }
        }
        return rows;
    }

    private static Row row(String name, Document document, String dsl) {
        return new Row(Narrator.narrate(document), "", dsl, RowCheck.EXPORT + name, "export");
    }
}
