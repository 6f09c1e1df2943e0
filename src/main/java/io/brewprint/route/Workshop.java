package io.brewprint.route;

import io.brewprint.blueprint.NodeCatalog;
import io.brewprint.config.Home;
import io.brewprint.config.PipelineConfig;
import io.brewprint.cycle.CycleListener;
import io.brewprint.cycle.StageSet;
import io.brewprint.intake.ExportIntake;
import io.brewprint.intake.Inbox;
import io.brewprint.intake.LessonIntake;
import io.brewprint.ledger.Ledger;
import io.brewprint.worker.StopSignal;
import java.util.List;

/**
 * A home with everything at work in it: the right to be here, the ledger, the pipeline. Closed in the reverse order.
 */
public final class Workshop implements AutoCloseable {
    private final SingleOwner owner;
    private final Ledger ledger;
    private final StopSignal stop;
    private final Pipeline pipeline;

    private Workshop(SingleOwner owner, Ledger ledger, StopSignal stop, Pipeline pipeline) {
        this.owner = owner;
        this.ledger = ledger;
        this.stop = stop;
        this.pipeline = pipeline;
    }

    public static Workshop open(Home home, PipelineConfig config, Parts parts, List<String> routes, CycleListener listener)
            throws Exception {
        NodeCatalog catalog = NodeCatalog.load(home.catalog());
        SingleOwner owner = SingleOwner.take(home);
        Ledger ledger = null;
        try {
            ledger = Ledger.open(home.database());
            StopSignal stop = new StopSignal(home);
            Inbox exports = ExportIntake.inbox(home, config, ledger, parts.translator(config, catalog));
            Inbox lessons = LessonIntake.inbox(home, config, ledger);
            StageSet stages = parts.stages(List.of(exports, lessons));
            Pipeline pipeline = Pipeline.start(
                    new Pipeline.Parts(home, config, ledger, stages, exports, lessons, stop, listener), routes);
            return new Workshop(owner, ledger, stop, pipeline);
        } catch (Exception e) {
            if (ledger != null) {
                ledger.close();
            }
            owner.close();
            throw e;
        }
    }

    Ledger ledger() {
        return ledger;
    }

    StopSignal stop() {
        return stop;
    }

    public Pipeline pipeline() {
        return pipeline;
    }

    @Override
    public void close() throws Exception {
        try {
            pipeline.close();
        } finally {
            ledger.close();
            owner.close();
        }
    }
}
