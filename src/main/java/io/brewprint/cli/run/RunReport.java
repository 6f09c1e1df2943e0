package io.brewprint.cli.run;

import io.brewprint.cli.command.ExitCode;
import io.brewprint.cli.model.ExamTable;
import io.brewprint.config.Home;
import io.brewprint.config.Json;
import io.brewprint.cycle.CycleReport;
import io.brewprint.exam.ExamKind;
import io.brewprint.ledger.StageRow;
import io.brewprint.ledger.Status;
import io.brewprint.stage.Outputs;
import io.brewprint.worker.ExamResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a run came to, for scripts and for people. */
final class RunReport {
    private RunReport() {}

    /** {@code {run, version, stages:[..], exam:{..}, exams:{..}, learned:{..}, promoted, paths:{..}}}. */
    static Map<String, Object> document(Home home, CycleReport report) {
        return document(home, report, List.of());
    }

    /** The same with the figures of versions that earlier runs made beside those of this one. */
    static Map<String, Object> document(Home home, CycleReport report, List<CycleReport> earlier) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("run", report.run().id());
        out.put("mode", report.run().mode());
        out.put("status", report.run().status().text());
        put(out, "version", report.run().version());
        put(out, "error", report.run().error());
        out.put("stages", report.stages().stream().map(RunReport::stage).toList());
        String who = "v" + report.run().version();
        report.state().get(Outputs.EXAM).ifPresent(exam -> {
            Map<String, Object> first = Json.fields(exam.first());
            first.remove("kinds");
            out.put("exam", first);
            Map<String, Object> kinds = new LinkedHashMap<>();
            exam.kinds().forEach((kind, of) -> {
                Map<String, Object> figures = kind(of, who);
                earlier.forEach(run -> run.state()
                        .get(Outputs.EXAM)
                        .map(before -> before.kinds().get(kind))
                        .ifPresent(before -> figures.putIfAbsent("v" + run.run().version(), before.tuned())));
                kinds.put(kind, figures);
            });
            out.put("exams", kinds);
            out.put("learned", exam.learned());
        });
        put(out, "promoted", report.state().get(Outputs.PROMOTED).orElse(null));
        report.state().get(Outputs.PROMOTION).ifPresent(decision -> {
            put(out, "reason", decision.reason());
            put(out, "promotion", decision);
        });
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

    /** {@code {retrieval, base, vN, learned, constrained:{base, vN}}}. */
    private static Map<String, Object> kind(Outputs.Exams exam, String who) {
        Map<String, Object> out = new LinkedHashMap<>();
        put(out, "retrieval", exam.retrieval());
        Map<String, Object> base = Json.fields(exam.base());
        put(base, "form", exam.form());
        put(base, "other_form", exam.other());
        out.put("base", base);
        out.put(who, exam.tuned());
        out.put("learned", exam.learned());
        if (exam.constrained() != null) {
            Map<String, Object> constrained = new LinkedHashMap<>();
            constrained.put("base", exam.constrained().base());
            constrained.put(who, exam.constrained().tuned());
            out.put("constrained", constrained);
        }
        return out;
    }

    private static void exam(CycleReport report, List<String> out) {
        String who = "v" + report.run().version();
        report.state().get(Outputs.EXAM).ifPresent(exam -> {
            out.add(ExamTable.HEAD);
            if (exam.kinds().size() < 2) {
                rows(exam, "", who, out);
            } else {
                exam.kinds().forEach((kind, of) -> rows(of, ExamKind.words(kind) + ": ", who, out));
                exam.kinds()
                        .forEach((kind, of) -> out.add("  " + ExamKind.words(kind) + ": "
                                + of.learned().sentence()));
            }
            out.add("  " + exam.learned().sentence());
        });
    }

    private static void rows(Outputs.Exams exam, String of, String who, List<String> out) {
        if (exam.retrieval() != null) {
            out.add(ExamTable.row(of + "retrieval", exam.retrieval()));
        }
        if (exam.other() != null) {
            String other = ExamResult.CHAT.equals(exam.form()) ? ExamResult.COMMENT : ExamResult.CHAT;
            out.add(ExamTable.row(of + "base, " + other + " form", exam.other()));
        }
        out.add(ExamTable.row(of + "base" + (exam.form() == null ? "" : ", " + exam.form() + " form"), exam.base()));
        out.add(ExamTable.row(of + who, exam.tuned()));
        if (exam.constrained() != null) {
            out.add(ExamTable.row(of + "base, constrained", exam.constrained().base()));
            out.add(ExamTable.row(of + who + ", constrained", exam.constrained().tuned()));
        }
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
