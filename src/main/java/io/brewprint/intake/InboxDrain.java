package io.brewprint.intake;

import io.brewprint.cycle.Progress;
import io.brewprint.ledger.IntakeRow;
import io.brewprint.worker.StopSignal;
import io.brewprint.worker.StoppedException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Takes everything that lies in a watched folder, for the one-shot run. */
public final class InboxDrain {
    private static final Duration SETTLE = Duration.ofSeconds(5);

    private InboxDrain() {}

    /**
     * What was taken.
     *
     * @param left files that could not be read or were still being written
     */
    public record Drained(int processed, int failed, int left) {}

    /** Empties the folder; files still being written are waited for, but not for long. */
    public static Drained drain(WatchedFolder folder, Progress progress, StopSignal stop)
            throws IOException, StoppedException, InterruptedException {
        int processed = 0;
        int failed = 0;
        Set<Path> stuck = new HashSet<>();
        long end = System.nanoTime()
                + SETTLE.toNanos()
                + 2 * folder.inbox().readiness().pauseNanos();
        while (true) {
            List<Path> files = folder.inbox().waiting().stream()
                    .filter(file -> !stuck.contains(file))
                    .toList();
            List<Path> ready =
                    files.stream().filter(folder.inbox().readiness()::ready).toList();
            for (int i = 0; i < ready.size(); i++) {
                stop.check();
                var row = folder.taker().take(ready.get(i));
                if (row.isEmpty()) {
                    stuck.add(ready.get(i));
                } else if (row.get().outcome().equals(IntakeRow.PROCESSED)) {
                    processed++;
                } else {
                    failed++;
                    progress.log(
                            "refused " + row.get().name() + ": " + row.get().reason());
                }
                progress.at(i + 1, ready.size(), ready.get(i).getFileName().toString());
            }
            if (files.size() == ready.size() || System.nanoTime() > end) {
                return new Drained(processed, failed, stuck.size() + files.size() - ready.size());
            }
            stop.sleep(Duration.ofMillis(300));
        }
    }
}
