package io.brewprint.stage;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.brewprint.config.AtomicFiles;
import io.brewprint.config.Fault;
import io.brewprint.config.Json;
import io.brewprint.config.Where;
import io.brewprint.cycle.StageContext;
import io.brewprint.cycle.StageInputs;
import io.brewprint.cycle.StageResult;
import io.brewprint.worker.StageKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * Makes the newest version the champion ({@code models/champion.json}) if its exam is better than the base's, above
 * zero, and not worse than the last champion's.
 */
final class PromoteStage extends NamedStage {
    /**
     * The version that serves.
     *
     * @param adapter its folder, relative to the home
     * @param graphF1 of its exam
     */
    private record Champion(int version, String adapter, double graphF1) {}

    PromoteStage() {
        super("promote", "Promotion", StageKind.UTILITY, "exam");
    }

    @Override
    public Optional<String> nothingToDo(StageContext context) throws Exception {
        if (context.get(Outputs.EXAM).isEmpty()) {
            return Optional.of("no exam was held");
        }
        int version = context.require(Outputs.VERSION);
        if (champion(context).filter(champion -> champion.version == version).isPresent()) {
            context.give(Outputs.PROMOTED, false);
            return Optional.of("v" + version + " is the champion already");
        }
        return Optional.empty();
    }

    @Override
    public Optional<StageInputs> inputs(StageContext context) throws Exception {
        return Optional.of(new StageInputs()
                .value("exam", context.require(Outputs.EXAM))
                .value("version", context.require(Outputs.VERSION))
                .file("models/champion.json", file(context)));
    }

    @Override
    public StageResult run(StageContext context) throws Exception {
        Outputs.Exams exam = context.require(Outputs.EXAM);
        int version = context.require(Outputs.VERSION);
        Optional<Champion> champion = champion(context);
        double f1 = exam.tuned().graphF1();
        double base = exam.base().graphF1();
        boolean overBase = f1 > base && f1 > 0;
        boolean againstBase = champion.isEmpty() || !overBase;
        double bar = againstBase ? base : champion.get().graphF1;
        String holder = againstBase ? "the base model" : "v" + champion.get().version;
        boolean promoted = overBase && (champion.isEmpty() || f1 >= champion.get().graphF1);
        context.give(Outputs.PROMOTED, promoted);
        String figures = String.format(Locale.ROOT, "graph F1 %.3f against %.3f of %s", f1, bar, holder);
        if (!promoted) {
            String stays =
                    champion.map(c -> "v" + c.version + " stays champion").orElse("there is no champion yet");
            return StageResult.done().saying(stays + ": v" + version + " has " + figures);
        }
        AtomicFiles.write(
                file(context),
                Json.pretty(new Champion(
                        version, context.home().relative(context.home().adapterFinal(version)), f1)));
        return StageResult.done()
                .with("champion", file(context))
                .saying("v" + version + " is the champion: " + figures);
    }

    private static Path file(StageContext context) {
        return context.home().models().resolve("champion.json");
    }

    private static Optional<Champion> champion(StageContext context) throws IOException {
        Path file = file(context);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Json.STRICT.readValue(file.toFile(), Champion.class));
        } catch (JsonProcessingException e) {
            throw new Fault(
                    "bad_champion",
                    Json.fault(e),
                    Where.in(file),
                    "restore it from a backup, or delete it: the next version then only has to beat the base model");
        }
    }
}
