package io.brewprint.cli.history;

import io.brewprint.config.Fault;
import io.brewprint.config.Home;
import io.brewprint.config.Where;
import io.brewprint.ledger.ExamRow;
import io.brewprint.ledger.Ledger;
import io.brewprint.ledger.RunRow;
import io.brewprint.ledger.StageRow;
import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The ledger's runs as these commands show them. */
final class RunHistory {
    private RunHistory() {}

    /** Opens the ledger of a home in which something was run. */
    static Ledger open(Home home) throws IOException {
        if (!Files.exists(home.database())) {
            throw new Fault(
                    "no_runs", "nothing was ever run here", Where.in(home.root().toString()), "brewprint run --full");
        }
        return Ledger.open(home.database());
    }

    /** The run of that id; {@code last} is the newest. */
    static RunRow run(Ledger ledger, String id) {
        return (id.equals("last")
                        ? ledger.runs().latest(1).stream().findFirst()
                        : ledger.runs().find(id))
                .orElseThrow(
                        () -> new Fault("no_such_run", "there is no run " + id, "runs list names those there are"));
    }

    /** {@code {run, mode, status, version, started, ended, error}}. */
    static Map<String, Object> entry(RunRow run) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("run", run.id());
        out.put("mode", run.mode());
        out.put("status", run.status().text());
        put(out, "version", run.version());
        out.put("started", run.started());
        put(out, "ended", run.ended());
        put(out, "error", run.error());
        return out;
    }

    /** {@code {id, status, attempt, seconds, reason, category, error, next_attempt_at}}. */
    static Map<String, Object> stage(StageRow row) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("id", row.id());
        out.put("status", row.status().text());
        out.put("attempt", row.attempt());
        put(out, "seconds", row.seconds());
        put(out, "reason", row.reason());
        put(out, "category", row.errorCategory());
        put(out, "error", row.errorMessage());
        put(out, "next_attempt_at", row.nextAttemptAt());
        return out;
    }

    /** The figures of a run's exams, by lesson and who was asked. */
    static Map<String, Object> figures(List<ExamRow> exams) {
        Map<String, Object> out = new LinkedHashMap<>();
        for (ExamRow exam : exams) {
            if (exam.graphF1() != null) {
                Map<String, Object> figures = new LinkedHashMap<>();
                figures.put("prompts", exam.prompts());
                put(figures, "graph_f1", exam.graphF1());
                put(figures, "valid_share", exam.validShare());
                put(figures, "score", exam.lineRecall());
                out.put(exam.lesson() + " " + exam.role(), figures);
            }
        }
        return out;
    }

    static String line(StageRow row) {
        String why = row.reason() != null ? row.reason() : row.errorMessage() != null ? row.errorMessage() : "";
        return String.format(
                        Locale.ROOT,
                        "  %-10s %-11s %8.1f s  %s",
                        row.id(),
                        row.status().text(),
                        row.seconds() == null ? 0 : row.seconds(),
                        why)
                .stripTrailing();
    }

    static String line(RunRow run) {
        return run.id() + "  " + run.status().text() + "  " + run.mode()
                + (run.version() == null ? "" : "  v" + run.version())
                + (run.error() == null ? "" : "  " + run.error());
    }

    private static void put(Map<String, Object> out, String key, @Nullable Object value) {
        if (value != null) {
            out.put(key, value);
        }
    }
}
