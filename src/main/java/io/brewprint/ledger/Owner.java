package io.brewprint.ledger;

import java.util.Optional;

/**
 * A process by its id and start: an id alone may belong to another process after a restart.
 *
 * @param startedMillis since the epoch; 0 where the system does not tell
 */
public record Owner(long pid, long startedMillis) {
    private static final long CLOCK_SLACK_MILLIS = 5_000;

    /** This process. */
    public static Owner current() {
        return of(ProcessHandle.current());
    }

    /** Reads what {@link #toString()} wrote; anything else is nobody. */
    public static Optional<Owner> parse(String text) {
        String[] parts = text.strip().split("@");
        try {
            return parts.length == 2
                    ? Optional.of(new Owner(Long.parseLong(parts[0]), Long.parseLong(parts[1])))
                    : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Whether that very process still runs. */
    public boolean alive() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .map(Owner::of)
                .filter(now -> startedMillis == 0
                        || now.startedMillis == 0
                        || Math.abs(now.startedMillis - startedMillis) < CLOCK_SLACK_MILLIS)
                .isPresent();
    }

    @Override
    public String toString() {
        return pid + "@" + startedMillis;
    }

    private static Owner of(ProcessHandle handle) {
        return new Owner(
                handle.pid(),
                handle.info()
                        .startInstant()
                        .map(java.time.Instant::toEpochMilli)
                        .orElse(0L));
    }
}
