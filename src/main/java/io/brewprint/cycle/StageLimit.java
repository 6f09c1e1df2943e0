package io.brewprint.cycle;

import io.brewprint.config.ErrorCategory;
import io.brewprint.config.Fault;
import io.brewprint.config.Where;
import io.github.resilience4j.timelimiter.TimeLimiter;
import io.github.resilience4j.timelimiter.TimeLimiterConfig;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;

/**
 * The longest that a stage may take in this process. A folder that hangs, a lock that nobody gives back: the stage is
 * interrupted, and where it does not hear of that it is left behind and the run goes on without it.
 */
final class StageLimit {
    /** A worker of the stage is ended first, and says more about it. */
    private static final Duration GRACE = Duration.ofSeconds(20);

    private final Stage stage;
    private final Duration limit;

    /** @param limit of the stage's kind, in the configuration */
    StageLimit(Stage stage, Duration limit) {
        this.stage = stage;
        this.limit = limit;
    }

    /**
     * Runs one attempt in a thread of its own.
     *
     * @throws Fault of category timeout where it took too long
     */
    StageResult run(StageContext context, Callable<StageResult> body) throws Exception {
        Duration grace = GRACE.compareTo(limit) < 0 ? GRACE : limit;
        TimeLimiter limiter = TimeLimiter.of(
                "stage " + stage.id(),
                TimeLimiterConfig.custom()
                        .timeoutDuration(limit.plus(grace))
                        .cancelRunningFuture(true)
                        .build());
        ExecutorService thread = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().daemon().name("stage-" + stage.id()).factory());
        try {
            return limiter.executeFutureSupplier(() -> thread.submit(body));
        } catch (TimeoutException e) {
            context.abandon();
            throw new Fault(
                    ErrorCategory.TIMEOUT,
                    "stage_limit",
                    "stage " + stage.id() + " took longer than " + limit.toSeconds() + " s",
                    Where.NOWHERE,
                    "raise errors." + stage.kind().name().toLowerCase(Locale.ROOT) + "_limit_seconds, or find what it "
                            + "waits for");
        } finally {
            thread.shutdownNow();
        }
    }
}
