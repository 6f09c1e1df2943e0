package io.brewprint.dataset;

import io.brewprint.dsl.Document;
import io.brewprint.dsl.Dsl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/**
 * Rows of the translated exports: those that were kept for a .dsl file, or where there are none, the file narrated.
 *
 * @param folder of .dsl files
 * @param kept folder of {@link ExportRows}
 */
public record Exports(Path folder, Path kept) implements RowSource {
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
                    .orElseGet(() -> List.of(row(String.valueOf(file.getFileName()), text)))
                    .forEach(sink);
        }
    }

    /** The row that a translated export becomes; {@code name} is that of its .dsl file. */
    public static Row row(String name, String dsl) {
        Document document = Dsl.parse(dsl).document();
        return new Row(Narrator.narrate(document), "", dsl, RowCheck.EXPORT + name, "export");
    }
}
