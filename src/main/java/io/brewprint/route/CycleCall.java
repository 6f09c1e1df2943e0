package io.brewprint.route;

import io.brewprint.config.Home;
import io.brewprint.config.PipelineConfig;
import io.brewprint.cycle.CycleListener;
import io.brewprint.cycle.CycleOptions;
import io.brewprint.cycle.CycleReport;
import io.brewprint.worker.EndSignals;
import io.brewprint.worker.StopSignal;

/** One cycle in this process; Ctrl-C and SIGTERM end it at the next safe boundary. */
public final class CycleCall {
    private CycleCall() {}

    public static CycleReport run(
            Home home, PipelineConfig config, Parts parts, CycleOptions options, CycleListener listener)
            throws Exception {
        if (options.dryRun()) {
            try (Workshop workshop = Workshop.look(home, config, parts, listener)) {
                return workshop.pipeline().run(options);
            }
        }
        if (options.resume()) {
            new StopSignal(home).clear();
        } else if (StopSignal.inForce(home)) {
            throw StopSignal.told(home);
        }
        EndSignals.take();
        try (Workshop workshop = Workshop.open(home, config, parts, Pipeline.Opening.ONE_SHOT, listener)) {
            return workshop.pipeline().run(options);
        }
    }
}
