package io.brewprint.worker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.brewprint.config.Fault;
import io.brewprint.config.Json;
import io.brewprint.config.Where;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The child's side: events as JSON Lines on what was stdout when it began. Safe for threads; each line is flushed. */
public final class EventWriter {
    private static final int LONGEST_TEXT = 8_000;

    private static final long BEAT_NANOS = Duration.ofSeconds(1).toNanos();

    private final PrintStream out;
    private long beatAt = System.nanoTime() - BEAT_NANOS;

    /** Writes to the process's stdout and sends whatever else is printed there to stderr. */
    public static EventWriter takeStdout() {
        EventWriter writer = new EventWriter(System.out);
        System.setOut(System.err);
        return writer;
    }

    /** Writes to any stream, for tests and for jobs run in the same process. */
    public EventWriter(PrintStream stream) {
        out = new PrintStream(stream, false, StandardCharsets.UTF_8);
    }

    /** The work is at {@code step} of {@code total} (0 where unknown). */
    public void progress(String stage, long step, long total, String message) {
        progress(stage, step, total, message, Map.of());
    }

    /** The same with figures measured at this step; those that are not finite are left out. */
    public void progress(String stage, long step, long total, String message, Map<String, Double> metrics) {
        ObjectNode event = event("progress")
                .put("stage", stage)
                .put("step", step)
                .put("total", total)
                .put("message", cut(message));
        metrics.forEach((name, value) -> {
            if (Double.isFinite(value)) {
                event.put(name, value);
            }
        });
        send(event);
    }

    /**
     * A sign of life within long work that comes to no step, such as loading; at most one a second is sent.
     *
     * @param message what is at work
     */
    public void beat(String message) {
        long now = System.nanoTime();
        synchronized (out) {
            if (now - beatAt < BEAT_NANOS) {
                return;
            }
            beatAt = now;
        }
        send(event("beat").put("message", cut(message)));
    }

    /** One measured value. */
    public void metric(String stage, long step, String name, double value) {
        if (Double.isFinite(value)) {
            send(event("metric")
                    .put("stage", stage)
                    .put("step", step)
                    .put("name", name)
                    .put("value", value));
        }
    }

    /** A line for people. */
    public void log(String message) {
        send(event("log").put("message", cut(message)));
    }

    void done(JobResult result) {
        send(event("done").set("result", JobFile.tree(result)));
    }

    void stopped(@Nullable JobResult result) {
        ObjectNode event = event("stopped");
        if (result != null) {
            event.set("result", JobFile.tree(result));
        }
        send(event);
    }

    void error(Fault fault) {
        Where where = fault.where();
        send(event("error")
                .put("category", fault.category().text())
                .put("code", fault.code())
                .put("message", cut(fault.what()))
                .put("file", where.file())
                .put("line", where.line())
                .put("column", where.column())
                .put("remedy", cut(fault.remedy())));
    }

    private static ObjectNode event(String name) {
        return Json.MAPPER.createObjectNode().put("event", name);
    }

    private static String cut(String text) {
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + "...";
    }

    private void send(JsonNode event) {
        String line = Json.write(event) + "\n";
        synchronized (out) {
            out.print(line);
            out.flush();
        }
    }
}
