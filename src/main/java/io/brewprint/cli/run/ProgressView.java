package io.brewprint.cli.run;

import io.brewprint.cycle.CycleListener;
import io.brewprint.cycle.Stage;
import io.brewprint.ledger.Status;
import java.io.Console;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** A cycle on stderr: a bar where somebody looks at a terminal, plain lines every few seconds elsewhere. */
public final class ProgressView implements CycleListener, AutoCloseable {
    private static final long PLAIN_NANOS = Duration.ofSeconds(5).toNanos();

    private final PrintStream err;
    private final boolean bars;
    private @Nullable ProgressBar bar;
    private long saidAt;

    ProgressView(PrintStream err, boolean bars) {
        this.err = err;
        this.bars = bars;
    }

    /** The view that fits this process. */
    public static ProgressView ofProcess() {
        return new ProgressView(System.err, terminal());
    }

    @SuppressWarnings("SystemConsoleNull") // null still means: no console at all
    private static boolean terminal() {
        Console console = System.console();
        return console != null && console.isTerminal();
    }

    @Override
    public synchronized void runStarted(String run, List<Stage> plan) {
        err.println("run " + run + ", " + plan.size() + " stages");
    }

    @Override
    public synchronized void stageStarted(Stage stage) {
        saidAt = System.nanoTime();
        if (!bars) {
            err.println("[" + stage.id() + "] " + stage.name());
        }
    }

    @Override
    public synchronized void progress(
            Stage stage, long current, long total, String message, Map<String, Double> metrics) {
        if (bars) {
            ProgressBar shown = bar == null ? open(stage) : bar;
            bar = shown;
            shown.maxHint(total > 0 ? total : -1);
            shown.stepTo(current);
            shown.setExtraMessage(" " + text(message, metrics));
        } else if (System.nanoTime() - saidAt >= PLAIN_NANOS) {
            saidAt = System.nanoTime();
            err.println(
                    "[" + stage.id() + "] " + current + (total > 0 ? "/" + total : "") + " " + text(message, metrics));
        }
    }

    @Override
    public synchronized void working(Stage stage, String message) {
        if (bars) {
            ProgressBar shown = bar == null ? open(stage) : bar;
            bar = shown;
            shown.setExtraMessage(" " + message);
            shown.refresh();
        } else if (System.nanoTime() - saidAt >= PLAIN_NANOS) {
            saidAt = System.nanoTime();
            err.println("[" + stage.id() + "] " + message);
        }
    }

    @Override
    public synchronized void log(String message) {
        closeBar();
        err.println("  " + message);
    }

    @Override
    public synchronized void retrying(Stage stage, int attempt, String error, Duration wait) {
        closeBar();
        err.println("[" + stage.id() + "] attempt " + attempt + " failed: " + error + "; next in " + wait.toSeconds()
                + " s");
    }

    @Override
    public synchronized void stageEnded(Stage stage, Status status, double seconds, String reason) {
        closeBar();
        err.println(String.format(
                Locale.ROOT,
                "[%s] %s in %.1f s%s",
                stage.id(),
                status.text(),
                seconds,
                reason.isEmpty() ? "" : ": " + reason));
    }

    @Override
    public synchronized void close() {
        closeBar();
    }

    private ProgressBar open(Stage stage) {
        return new ProgressBarBuilder()
                .setTaskName(stage.id())
                .setInitialMax(-1)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(250)
                .setConsumer(new me.tongfei.progressbar.ConsoleProgressBarConsumer(err))
                .build();
    }

    private void closeBar() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }

    private static String text(String message, Map<String, Double> metrics) {
        if (!message.isEmpty()) {
            return message;
        }
        StringBuilder out = new StringBuilder();
        metrics.forEach((name, value) ->
                out.append(out.isEmpty() ? "" : "  ").append(name).append(String.format(Locale.ROOT, " %.4g", value)));
        return out.toString();
    }
}
