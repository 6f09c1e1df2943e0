package io.brewprint.stage;

import io.brewprint.config.AtomicFiles;
import io.brewprint.config.Home;
import io.brewprint.config.Json;
import io.brewprint.cycle.StageContext;
import io.brewprint.cycle.StageResult;
import io.brewprint.worker.StageKind;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes {@code results/report_RUN.json}: what the run gave and where it lies. */
final class ReportStage extends NamedStage {
    ReportStage() {
        super("report", "Report", StageKind.UTILITY);
    }

    @Override
    public StageResult run(StageContext context) throws Exception {
        Home home = context.home();
        Map<String, String> paths = new LinkedHashMap<>();
        paths.put("home", home.root().toString());
        paths.put(
                "base_model", home.relative(home.model(context.config().model().baseModel())));
        context.get(Outputs.VERSION).ifPresent(v -> paths.put("adapter", home.relative(home.adapterFinal(v))));
        paths.put("dataset", home.relative(home.train()));
        paths.put("exams", home.relative(home.exams()));
        paths.put("lessons", home.relative(home.lessons()));
        paths.put("ledger", home.relative(home.database()));
        paths.put("logs", home.relative(home.logs()));
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("run", context.runId());
        context.get(Outputs.VERSION).ifPresent(v -> report.put("version", v));
        context.get(Outputs.DATASET).ifPresent(d -> report.put("dataset", d));
        context.get(Outputs.EXAM).ifPresent(e -> report.put("exam", e));
        context.get(Outputs.PROMOTED).ifPresent(p -> report.put("promoted", p));
        report.put("paths", paths);
        Path file = home.results().resolve("report_" + context.runId() + ".json");
        AtomicFiles.write(file, Json.pretty(report));
        return StageResult.done().with("report", file).saying("results/" + file.getFileName());
    }
}
