package io.brewprint.config;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What happens after a failure: which kinds of error are worth another attempt, and for each kind of stage how long to
 * wait before the second attempt, the third and so on (seconds with commas between them, none for one attempt) and how
 * long it may take. The figures are the original's.
 *
 * @param retry categories of errors after which there is another attempt
 */
public record ErrorTable(
        List<String> retry,
        String dataWaits,
        int dataLimitSeconds,
        String validateWaits,
        int validateLimitSeconds,
        String trainingWaits,
        int trainingLimitSeconds,
        String evalWaits,
        int evalLimitSeconds,
        String examWaits,
        int examLimitSeconds,
        String utilityWaits,
        int utilityLimitSeconds) {
    /** Categories that can be worth another attempt; what else there is fails again in the same way. */
    private static final List<String> CHOICES = Stream.of(
                    ErrorCategory.TIMEOUT,
                    ErrorCategory.OOM,
                    ErrorCategory.NETWORK,
                    ErrorCategory.CORRUPT_CHECKPOINT,
                    ErrorCategory.ENCODING,
                    ErrorCategory.DISK_FULL,
                    ErrorCategory.BUSY,
                    ErrorCategory.UNKNOWN)
            .map(ErrorCategory::text)
            .toList();

    private static final List<String> USUAL = Stream.of(
                    ErrorCategory.TIMEOUT,
                    ErrorCategory.OOM,
                    ErrorCategory.NETWORK,
                    ErrorCategory.CORRUPT_CHECKPOINT,
                    ErrorCategory.UNKNOWN)
            .map(ErrorCategory::text)
            .toList();

    private static final Setting.Text SECONDS = new Setting.Text(
            Pattern.compile("^(\\d{1,5}(,\\d{1,5}){0,9})?$"), "seconds with commas between them, ten at most");

    /** Copies the list. */
    public ErrorTable {
        retry = List.copyOf(retry);
    }

    /**
     * Of one kind of stage.
     *
     * @param waits before the second attempt, the third and so on
     * @param limit after so long the stage is ended and has failed
     */
    public record Patience(List<Duration> waits, Duration limit) {
        /** Copies the list. */
        public Patience {
            waits = List.copyOf(waits);
        }

        /** Of the table's figures. */
        public static Patience of(String waits, int limit) {
            return new Patience(
                    waits.isEmpty()
                            ? List.of()
                            : Stream.of(waits.split(","))
                                    .map(Long::valueOf)
                                    .map(Duration::ofSeconds)
                                    .toList(),
                    Duration.ofSeconds(limit));
        }
    }

    static ErrorTable read(Section in) {
        ErrorTable out = new ErrorTable(
                in.texts("retry", USUAL, CHOICES, "Errors after which there is another attempt."),
                waits(in, "data_waits", "10,30", "stages that make or change data"),
                limit(in, "data_limit_seconds", 600, "stages that make or change data"),
                waits(in, "validate_waits", "5", "stages that check data"),
                limit(in, "validate_limit_seconds", 300, "stages that check data"),
                waits(in, "training_waits", "60,120", "stages that train"),
                limit(in, "training_limit_seconds", 28800, "stages that train"),
                waits(in, "eval_waits", "30", "stages that measure a model"),
                limit(in, "eval_limit_seconds", 14400, "stages that measure a model"),
                waits(in, "exam_waits", "30", "stages that examine a model, or let it practise"),
                limit(in, "exam_limit_seconds", 14400, "stages that examine a model, or let it practise"),
                waits(in, "utility_waits", "10", "all other stages"),
                limit(in, "utility_limit_seconds", 600, "all other stages"));
        in.end();
        return out;
    }

    private static String waits(Section in, String key, String usual, String what) {
        return in.text(key, usual, SECONDS, "Waits before further attempts, in seconds, of " + what + ".");
    }

    private static int limit(Section in, String key, int usual, String what) {
        return in.whole(key, usual, 1, 1_000_000, "After this it is ended: of " + what + ".");
    }
}
