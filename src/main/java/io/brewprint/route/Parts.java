package io.brewprint.route;

import io.brewprint.blueprint.NodeCatalog;
import io.brewprint.config.PipelineConfig;
import io.brewprint.cycle.StageSet;
import io.brewprint.intake.ClipboardTranslator;
import io.brewprint.intake.ExportTranslator;
import io.brewprint.intake.WatchedFolder;
import io.brewprint.stage.CycleStages;
import java.util.List;

/** The parts of a cycle that are chosen at the very top: who translates exports, and what the stages are. */
public interface Parts {
    /** Turns exports into DSL. */
    ExportTranslator translator(PipelineConfig config, NodeCatalog catalog);

    /** Every stage; one of them empties the watched folders. */
    StageSet stages(List<WatchedFolder> folders);

    /** Those of the program. */
    static Parts real() {
        return new Parts() {
            @Override
            public ExportTranslator translator(PipelineConfig config, NodeCatalog catalog) {
                return new ClipboardTranslator(config.limits(), catalog);
            }

            @Override
            public StageSet stages(List<WatchedFolder> folders) {
                return CycleStages.of(folders);
            }
        };
    }
}
