package io.brewprint.route;

import io.brewprint.config.ErrorCategory;
import io.brewprint.config.Fault;
import io.brewprint.config.Home;
import io.brewprint.config.PipelineConfig;
import io.brewprint.config.Where;
import io.brewprint.cycle.CycleListener;
import io.brewprint.cycle.CycleOptions;
import io.brewprint.cycle.CycleReport;
import io.brewprint.worker.StopSignal;
import java.nio.file.Files;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One cycle in this process; Ctrl-C and SIGTERM end it at the next safe boundary. */
public final class CycleCall {
    private static final long HOOK_SECONDS = 30;

    private static final Logger LOG = LoggerFactory.getLogger(CycleCall.class);

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
        } else if (Files.exists(home.stopSignal())) {
            throw new Fault(
                    ErrorCategory.STOPPED,
                    "stop_signal",
                    "a stop is in force: " + home.stopSignal() + " is there",
                    Where.NOWHERE,
                    "take it back with brewprint resume, or go on with the last run by brewprint run --resume");
        }
        CountDownLatch ended = new CountDownLatch(1);
        try (Workshop workshop = Workshop.open(home, config, parts, Pipeline.Opening.ONE_SHOT, listener)) {
            Thread hook = new Thread(() -> waitForEnd(workshop.stop(), ended), "stop-on-exit");
            Runtime.getRuntime().addShutdownHook(hook);
            CycleReport report = workshop.pipeline().run(options);
            removeHook(hook);
            return report;
        } finally {
            ended.countDown();
        }
    }

    private static void waitForEnd(StopSignal stop, CountDownLatch ended) {
        stop.request();
        try {
            if (!ended.await(HOOK_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("brewprint: no safe boundary within " + HOOK_SECONDS + " s; the run can be resumed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void removeHook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is going down already, and the hook is what waits for us.
            LOG.debug("the run ends with the process", e);
        }
    }
}
