package io.brewprint.stage;

import io.brewprint.cycle.StageContext;
import io.brewprint.cycle.StageInputs;
import io.brewprint.cycle.StageResult;
import io.brewprint.exam.ExamOutcome;
import io.brewprint.exam.Mark;
import io.brewprint.exam.Promotion;
import io.brewprint.stage.ChampionFile.Champion;
import io.brewprint.worker.ExamResult;
import io.brewprint.worker.StageKind;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Makes the newest version the champion ({@code models/champion.json}) where {@link Promotion} says so. */
final class PromoteStage extends NamedStage {
    PromoteStage() {
        super("promote", "Promotion", StageKind.UTILITY, "exam");
    }

    @Override
    public Optional<String> nothingToDo(StageContext context) throws Exception {
        if (context.get(Outputs.EXAM).isEmpty()) {
            return Optional.of("no exam was held");
        }
        int version = context.require(Outputs.VERSION);
        if (new ChampionFile(context.home())
                .read()
                .filter(champion -> champion.version() == version)
                .isPresent()) {
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
                .version("promotion", "2")
                .file("models/champion.json", new ChampionFile(context.home()).file()));
    }

    @Override
    public StageResult run(StageContext context) throws Exception {
        int version = context.require(Outputs.VERSION);
        HeldExams exams = new HeldExams(context);
        ChampionFile file = new ChampionFile(context.home());
        Optional<Champion> champion = file.read();
        Optional<ExamResult> mine = ExamResult.kept(exams.file(Adapters.name(version)));
        List<Mark> held = champion.isEmpty()
                ? List.of()
                : marks(ExamResult.kept(exams.file(Adapters.name(champion.get().version()))));
        Promotion decision = Promotion.decide(
                "v" + version,
                marks(mine),
                exams.baseResult().map(result -> result.best().marks()).orElse(List.of()),
                mine.map(PromoteStage::lookedUp).orElse(List.of()),
                champion.map(c -> "v" + c.version()).orElse(""),
                held);
        context.give(Outputs.PROMOTED, decision.promoted());
        context.give(Outputs.PROMOTION, decision);
        if (!decision.promoted()) {
            String stays =
                    champion.map(c -> "v" + c.version() + " stays champion").orElse("there is no champion");
            return StageResult.done().saying(stays + ": " + decision.reason() + worse(decision));
        }
        file.promote(version, context.require(Outputs.EXAM).tuned().graphF1(), decision.reason());
        return StageResult.done()
                .with("champion", file.file())
                .saying("v" + version + " is the champion: " + decision.reason() + worse(decision));
    }

    private static List<Mark> marks(Optional<ExamResult> result) throws IOException {
        return result.map(each -> each.free().marks()).orElse(List.of());
    }

    private static List<Mark> lookedUp(ExamResult result) {
        ExamOutcome retrieval = result.retrieval();
        return retrieval == null ? List.of() : retrieval.marks();
    }

    private static String worse(Promotion decision) {
        if (decision.regressions().isEmpty()) {
            return "";
        }
        Promotion.Regression worst = decision.regressions().getFirst();
        return String.format(
                Locale.ROOT,
                "; most was lost in %s, graph F1 %.3f -> %.3f over %d prompts",
                worst.family(),
                worst.before(),
                worst.now(),
                worst.prompts());
    }
}
