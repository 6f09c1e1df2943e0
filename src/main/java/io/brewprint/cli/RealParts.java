package io.brewprint.cli;

import io.brewprint.config.Home;
import io.brewprint.config.PipelineConfig;
import io.brewprint.cycle.ExportTranslator;
import io.brewprint.cycle.Stage;
import io.brewprint.ledger.Ledger;
import java.util.List;

/** The program's own parts. */
final class RealParts implements Parts {
    @Override
    public ExportTranslator translator(PipelineConfig config) {
        throw new UnsupportedOperationException("the translator is not wired yet");
    }

    @Override
    public List<Stage> stages(Home home, PipelineConfig config, Ledger ledger) {
        throw new UnsupportedOperationException("the stages are not wired yet");
    }
}
