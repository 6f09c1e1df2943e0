package io.brewprint.cli.run;

import io.brewprint.cli.command.ExitCode;
import io.brewprint.cli.model.ExamTable;
import io.brewprint.config.Home;
import io.brewprint.cycle.CycleReport;
import io.brewprint.ledger.StageRow;
import io.brewprint.ledger.Status;
import io.brewprint.stage.Outputs;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a run came to, for scripts and for people. */
final class RunReport {
    private RunReport() {}

    /** {@code {run, version, stages:[..], exam:{..}, promoted, paths:{..}}}. */
    static Map<String, Object> document(Home home, CycleReport report) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("run", report.run().id());
        out.put("mode", report.run().mode());
        out.put("status", report.run().status().text());
        put(out, "version", report.run().version());
        put(out, "error", report.run().error());
        out.put("stages", report.stages().stream().map(RunReport::stage).toList());
        put(out, "exam", report.state().get(Outputs.EXAM).orElse(null));
        put(out, "promoted", report.state().get(Outputs.PROMOTED).orElse(null));
        out.put("paths", paths(home, report));
        return out;
    }

    /** The same as lines. */
    static List<String> lines(Home home, CycleReport report) {
        List<String> out = new java.util.ArrayList<>();
        out.add("run " + report.run().id() + " " + report.run().status().text()
                + (report.run().version() == null
                        ? ""
                        : ", version v" + report.run().version())
                + (report.run().error() == null ? "" : ": " + report.run().error()));
        for (StageRow row : report.stages()) {
            double seconds = row.seconds() == null ? 0 : row.seconds();
            String why = row.reason() != null ? row.reason() : row.errorMessage() != null ? row.errorMessage() : "";
            out.add(String.format(
                            Locale.ROOT,
                            "  %-10s %-11s %8.1f s  %s",
                            row.id(),
                            row.status().text(),
                            seconds,
                            why)
                    .stripTrailing());
        }
        exam(report, out);
        paths(home, report).forEach((name, path) -> out.add(String.format(Locale.ROOT, "  %-10s %s", name, path)));
        if (report.run().status().resumable()) {
            out.add("go on with: brewprint run --resume --home " + home.root());
        }
        return out;
    }

    static int exit(CycleReport report) {
        return report.run().status() == Status.DONE
                ? ExitCode.DONE
                : report.run().status() == Status.STOPPED ? ExitCode.STOPPED : ExitCode.FAILED;
    }

    private static void exam(CycleReport report, List<String> out) {
        report.state().get(Outputs.EXAM).ifPresent(exam -> {
            out.add(ExamTable.HEAD);
            out.add(ExamTable.row("base", exam.base()));
            out.add(ExamTable.row("tuned", exam.tuned()));
            if (exam.constrained() != null) {
                out.add(ExamTable.row("base, constrained", exam.constrained().base()));
                out.add(ExamTable.row("tuned, constrained", exam.constrained().tuned()));
            }
        });
    }

    private static Map<String, Object> stage(StageRow row) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("id", row.id());
        out.put("name", row.name());
        out.put("status", row.status().text());
        put(out, "seconds", row.seconds());
        put(out, "reason", row.reason());
        put(out, "error", row.errorMessage());
        put(out, "category", row.errorCategory());
        put(out, "next_attempt_at", row.nextAttemptAt());
        return out;
    }

    private static Map<String, String> paths(Home home, CycleReport report) {
        Map<String, String> out = new LinkedHashMap<>();
        out.put("home", home.root().toString());
        out.put("datasets", home.datasets().toString());
        if (report.run().version() != null && report.run().version() > 0) {
            out.put("adapter", home.adapterFinal(report.run().version()).toString());
        }
        out.put("results", home.results().toString());
        out.put("logs", home.logs().toString());
        out.put("ledger", home.database().toString());
        return out;
    }

    private static void put(Map<String, Object> out, String key, @Nullable Object value) {
        if (value != null) {
            out.put(key, value);
        }
    }
}
