package io.brewprint.stage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.brewprint.config.AtomicFiles;
import io.brewprint.config.Json;
import io.brewprint.cycle.StageContext;
import io.brewprint.cycle.StageResult;
import io.brewprint.worker.StageKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** Makes the newest version the champion ({@code models/champion.json}) if its exam is not worse than the last's. */
final class PromoteStage extends NamedStage {
    PromoteStage() {
        super("promote", "Promotion", StageKind.UTILITY);
    }

    @Override
    public StageResult run(StageContext context) throws Exception {
        Optional<JsonNode> exam = context.get(Outputs.EXAM);
        if (exam.isEmpty()) {
            return StageResult.skipped("no exam was held");
        }
        int version = context.require(Outputs.VERSION);
        double f1 = exam.get().path("tuned").path("graph_f1").asDouble();
        double baseF1 = exam.get().path("base").path("graph_f1").asDouble();
        Path file = context.home().models().resolve("champion.json");
        JsonNode champion = Files.exists(file) ? Json.MAPPER.readTree(file.toFile()) : null;
        if (champion != null && champion.path("version").asInt() == version) {
            context.give(Outputs.PROMOTED, false);
            return StageResult.skipped("v" + version + " is the champion already");
        }
        double bar = champion == null ? baseF1 : champion.path("graph_f1").asDouble();
        String holder = champion == null ? "the base model" : "v" + champion.path("version").asInt();
        boolean promoted = f1 >= bar;
        context.give(Outputs.PROMOTED, promoted);
        String figures = String.format(Locale.ROOT, "graph F1 %.3f against %.3f of %s", f1, bar, holder);
        if (promoted) {
            ObjectNode json = Json.MAPPER.createObjectNode();
            json.put("version", version).put("adapter", context.home().relative(context.home().adapterFinal(version)));
            json.put("graph_f1", f1);
            AtomicFiles.write(file, Json.pretty(json));
        }
        return StageResult.done().saying(promoted
                ? "v" + version + " is the champion: " + figures
                : holder + " stays champion: v" + version + " has " + figures);
    }
}
