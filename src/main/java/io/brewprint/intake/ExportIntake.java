package io.brewprint.intake;

import io.brewprint.config.Fault;
import io.brewprint.config.Home;
import io.brewprint.config.PipelineConfig;
import io.brewprint.config.Where;
import io.brewprint.dataset.ExportRows;
import io.brewprint.dataset.Exports;
import io.brewprint.dataset.JsonLines;
import io.brewprint.dataset.Row;
import io.brewprint.ledger.Ledger;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The steps of a clipboard export: NAME.txt becomes cleaned-data/parsed-blueprints/NAME.dsl and its rows
 * cleaned-data/rows/NAME.jsonl. In which order they come, and what else is done between them, is a route's.
 */
public final class ExportIntake {
    private static final String ENDING = ".txt";

    private final Home home;
    private final ExportTranslator translator;
    private final int maxDslBytes;
    private final Inbox inbox;

    /** Those of a home. */
    public ExportIntake(Home home, PipelineConfig config, Ledger ledger, ExportTranslator translator) {
        this.home = home;
        this.translator = translator;
        maxDslBytes = config.limits().maxDslBytes();
        inbox = new Inbox(home, home.exports(), "export", translator.version(), ledger, config);
    }

    /** The watched folder of exports. */
    public Inbox inbox() {
        return inbox;
    }

    /**
     * The text of an export.
     *
     * @throws Fault where it is no text file
     */
    public static String text(Taking taking) {
        if (!taking.name().toLowerCase(Locale.ROOT).endsWith(ENDING)) {
            throw new Fault(
                    "foreign", "the file is no .txt file", "save the copied nodes as a text file with the ending .txt");
        }
        return InboxText.decode(taking.bytes());
    }

    /**
     * Translates it.
     *
     * @throws Fault where the text is no export
     */
    public ExportTranslator.Translated translate(String name, String text) {
        return translator.translate(name, text);
    }

    /**
     * Writes its DSL.
     *
     * @return where it lies
     * @throws Fault where it is too large
     */
    public Path write(Taking taking, String dsl) throws IOException {
        int size = dsl.getBytes(StandardCharsets.UTF_8).length;
        if (size > maxDslBytes) {
            throw new Fault(
                    "too_large",
                    "its DSL has " + size + " bytes, more than " + maxDslBytes,
                    "copy fewer nodes at a time, or raise limits.max_dsl_bytes");
        }
        String stem = taking.name().substring(0, taking.name().length() - ENDING.length());
        return taking.write(home.parsedBlueprints(), (stem.isEmpty() ? "export" : stem) + ".dsl", dsl);
    }

    /** The rows that an export gives by itself, as JSON Lines. */
    public static String narrate(Path file, String dsl) {
        return Exports.rows(String.valueOf(file.getFileName()), dsl).stream()
                .map(row -> JsonLines.line(row) + "\n")
                .collect(Collectors.joining());
    }

    /**
     * Keeps its rows for the dataset.
     *
     * @param lines JSON Lines in the fields of the datasets, blank lines among them
     * @return how many rows there are
     * @throws Fault where a line is no row
     */
    public int addRows(Taking taking, Path file, String dsl, String lines) throws IOException {
        List<Row> rows = new ArrayList<>();
        List<String> all = lines.lines().toList();
        for (int i = 0; i < all.size(); i++) {
            if (!all.get(i).isBlank()) {
                try {
                    rows.add(JsonLines.parse(all.get(i)));
                } catch (IllegalArgumentException e) {
                    throw new Fault(
                            "row",
                            "line " + (i + 1) + " of its rows is none: " + e.getMessage(),
                            Where.NOWHERE,
                            "mend the node of the route that gives the rows");
                }
            }
        }
        taking.writeBeside(ExportRows.beside(home.exportRows(), file), ExportRows.text(dsl, rows));
        return rows.size();
    }
}
