package io.brewprint.route;

import io.brewprint.blueprint.NodeCatalog;
import io.brewprint.config.AtomicFiles;
import io.brewprint.config.Home;
import io.brewprint.config.PipelineConfig;
import io.brewprint.cycle.CycleListener;
import io.brewprint.cycle.StageSet;
import io.brewprint.intake.ExportIntake;
import io.brewprint.intake.LessonIntake;
import io.brewprint.intake.WatchedFolder;
import io.brewprint.ledger.Ledger;
import io.brewprint.worker.StopSignal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.model.ModelCamelContext;

/**
 * A home with everything at work in it: the right to be here, the ledger, the pipeline. Closed in the reverse order.
 */
public final class Workshop implements AutoCloseable {
    private final List<AutoCloseable> held;
    private final Pipeline pipeline;

    private Workshop(List<AutoCloseable> held, Pipeline pipeline) {
        this.held = held;
        this.pipeline = pipeline;
    }

    /** Takes the home for work. */
    public static Workshop open(
            Home home, PipelineConfig config, Parts parts, Pipeline.Opening opening, CycleListener listener)
            throws Exception {
        List<AutoCloseable> held = new ArrayList<>(List.of(SingleOwner.take(home)));
        return with(held, () -> Ledger.open(home.database()), home, config, parts, opening, listener);
    }

    /**
     * Only looks: nothing in the home is written, and whoever works there is not in the way. The ledger is a copy,
     * which goes when this is closed.
     */
    public static Workshop look(Home home, PipelineConfig config, Parts parts, CycleListener listener)
            throws Exception {
        Path copies = Files.createTempDirectory("brewprint-look");
        List<AutoCloseable> held = new ArrayList<>(List.of(() -> AtomicFiles.deleteTree(copies)));
        return with(
                held,
                () -> {
                    Path copy = copies.resolve(String.valueOf(home.database().getFileName()));
                    for (String ending : List.of("", "-wal")) { // what was written last is in the log beside the file
                        Path from =
                                home.database().resolveSibling(home.database().getFileName() + ending);
                        if (Files.exists(from)) {
                            Files.copy(from, copy.resolveSibling(copy.getFileName() + ending));
                        }
                    }
                    return Ledger.open(copy);
                },
                home,
                config,
                parts,
                Pipeline.Opening.LOOK,
                listener);
    }

    private interface Source {
        Ledger ledger() throws IOException;
    }

    private static Workshop with(
            List<AutoCloseable> held,
            Source source,
            Home home,
            PipelineConfig config,
            Parts parts,
            Pipeline.Opening opening,
            CycleListener listener)
            throws Exception {
        try {
            NodeCatalog catalog = NodeCatalog.load(home.catalog());
            Ledger ledger = source.ledger();
            held.addFirst(ledger);
            StopSignal stop = new StopSignal(home);
            ModelCamelContext context = Pipeline.context();
            ExportIntake exports = new ExportIntake(home, config, ledger, parts.translator(config, catalog));
            WatchedFolder lessons = new LessonIntake(home, config, ledger).folder();
            StageSet stages =
                    parts.stages(List.of(new WatchedFolder(exports.inbox(), new ExportRoute(context)), lessons));
            Pipeline pipeline = Pipeline.open(
                    context,
                    new Pipeline.Parts(home, config, ledger, stages, exports, lessons, stop, listener),
                    opening);
            held.addFirst(pipeline);
            return new Workshop(held, pipeline);
        } catch (Exception e) {
            close(held);
            throw e;
        }
    }

    private static void close(List<AutoCloseable> held) throws Exception {
        Exception first = null;
        for (AutoCloseable each : held) {
            try {
                each.close();
            } catch (Exception e) {
                first = first == null ? e : first;
            }
        }
        if (first != null) {
            throw first;
        }
    }

    /** What runs cycles. */
    public Pipeline pipeline() {
        return pipeline;
    }

    @Override
    public void close() throws Exception {
        close(held);
    }
}
