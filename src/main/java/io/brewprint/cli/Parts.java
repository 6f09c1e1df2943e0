package io.brewprint.cli;

import io.brewprint.config.Home;
import io.brewprint.config.PipelineConfig;
import io.brewprint.cycle.ExportTranslator;
import io.brewprint.cycle.Stage;
import io.brewprint.ledger.Ledger;
import java.util.List;

/** The parts of a cycle that are chosen at the very top: who translates exports, and the stages after them. */
public interface Parts {
    /** Turns exports into DSL. */
    ExportTranslator translator(PipelineConfig config);

    /** The stages after {@code exports}, in the order of the plan. */
    List<Stage> stages(Home home, PipelineConfig config, Ledger ledger);

    /** Those of the program. */
    static Parts real() {
        return new RealParts();
    }
}
