package io.brewprint.cycle;

import io.brewprint.config.ErrorCategory;
import io.brewprint.config.ErrorTable;
import io.brewprint.worker.StageKind;
import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How long to wait before the next attempt, if there is one. The decision is Resilience4j's, one Retry a category and
 * kind of stage; its asynchronous face names the wait without sleeping it, so that a stop ends a wait at once and a
 * wait of minutes survives the process.
 */
public final class RetryPolicy {
    /** Waits from here on are written into the ledger and left to a timer. */
    public static final Duration LONG = Duration.ofSeconds(60);

    private final Map<String, Retry> retries = new ConcurrentHashMap<>();
    private final Duration unit;

    /** The real table. */
    public RetryPolicy() {
        this(Duration.ofSeconds(1));
    }

    /** A table in which a second lasts {@code unit}, for tests. */
    RetryPolicy(Duration unit) {
        this.unit = unit;
    }

    /**
     * The wait after attempt number {@code attempt} failed.
     *
     * @param table what the configuration says of failures
     * @return empty where no further attempt is made
     */
    public Optional<Duration> waitAfter(ErrorTable table, Throwable error, StageKind kind, int attempt) {
        ErrorCategory category = ErrorCategory.of(error);
        if (!table.retry().contains(category.text())) {
            return Optional.empty();
        }
        if (kind.in(table).waits().isEmpty()) {
            return Optional.empty();
        }
        // The count lives in the ledger, not in the context: a restarted process goes on counting where the last one
        // was.
        var context = retry(category, kind.in(table)).<Object>asyncContext();
        long millis = -1;
        for (int i = 1; i <= attempt; i++) {
            millis = context.onError(error);
        }
        return millis < 0 ? Optional.empty() : Optional.of(Duration.ofMillis(millis));
    }

    /** Whether a wait is to be written down rather than waited for; told in the table's own seconds. */
    boolean isLong(Duration wait) {
        return wait.compareTo(unit.multipliedBy(LONG.toSeconds())) >= 0;
    }

    private Retry retry(ErrorCategory category, ErrorTable.Patience patience) {
        return retries.computeIfAbsent(category.text() + " " + patience.waits(), name -> {
            List<Duration> waits = patience.waits();
            IntervalFunction interval = failed -> {
                Duration table = waits.get(Math.min(failed, waits.size()) - 1);
                return unit.multipliedBy(table.toSeconds()).toMillis();
            };
            return Retry.of(
                    name,
                    RetryConfig.custom()
                            .maxAttempts(waits.size() + 1)
                            .intervalFunction(interval)
                            .retryOnException(e -> ErrorCategory.of(e) == category)
                            .build());
        });
    }
}
