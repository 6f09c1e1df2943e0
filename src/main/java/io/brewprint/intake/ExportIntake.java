package io.brewprint.intake;

import io.brewprint.config.Fault;
import io.brewprint.config.Home;
import io.brewprint.config.Json;
import io.brewprint.config.PipelineConfig;
import io.brewprint.ledger.Ledger;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Clipboard exports: NAME.txt becomes cleaned-data/parsed-blueprints/NAME.dsl. */
public final class ExportIntake implements InboxReader {
    private static final String ENDING = ".txt";

    private final Home home;
    private final ExportTranslator translator;
    private final int maxDslBytes;

    ExportIntake(Home home, ExportTranslator translator, int maxDslBytes) {
        this.home = home;
        this.translator = translator;
        this.maxDslBytes = maxDslBytes;
    }

    /** The watched folder of exports. */
    public static Inbox inbox(Home home, PipelineConfig config, Ledger ledger, ExportTranslator translator) {
        return new Inbox(
                home,
                home.exports(),
                new ExportIntake(home, translator, config.limits().maxDslBytes()),
                ledger,
                config.limits().maxFileBytes());
    }

    @Override
    public String kind() {
        return "export";
    }

    @Override
    public String version() {
        return translator.version();
    }

    @Override
    public Product read(String name, byte[] bytes) {
        if (!name.toLowerCase(Locale.ROOT).endsWith(ENDING)) {
            throw new Fault(
                    "foreign", "the file is no .txt file", "save the copied nodes as a text file with the ending .txt");
        }
        ExportTranslator.Translated out = translator.translate(name, InboxText.decode(bytes));
        int size = out.dsl().getBytes(StandardCharsets.UTF_8).length;
        if (size > maxDslBytes) {
            throw new Fault(
                    "too_large",
                    "its DSL has " + size + " bytes, more than " + maxDslBytes,
                    "copy fewer nodes at a time, or raise limits.max_dsl_bytes");
        }
        String stem = name.substring(0, name.length() - ENDING.length());
        return new Product(
                home.parsedBlueprints(),
                (stem.isEmpty() ? "export" : stem) + ".dsl",
                out.dsl(),
                Json.write(out.report()));
    }
}
