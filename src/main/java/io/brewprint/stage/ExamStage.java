package io.brewprint.stage;

import io.brewprint.cycle.StageContext;
import io.brewprint.cycle.StageInputs;
import io.brewprint.cycle.StageResult;
import io.brewprint.worker.ExamResult;
import io.brewprint.worker.StageKind;
import java.util.Optional;

/** Examines the version that the run is about, and looks the same prompts up in the training data. */
final class ExamStage extends NamedStage {
    ExamStage() {
        super("exam", "Exam", StageKind.EXAM, "train", "baseline");
    }

    @Override
    public Optional<String> nothingToDo(StageContext context) throws Exception {
        return new HeldExams(context).impossible();
    }

    @Override
    public Optional<StageInputs> inputs(StageContext context) throws Exception {
        HeldExams exams = new HeldExams(context);
        int version = exams.version().orElseThrow();
        StageInputs inputs =
                exams.inputs().value("version", version).value("base's exam", context.require(Outputs.BASELINE));
        inputs.file("datasets/train.jsonl", context.home().train()); // what is looked up beside
        return Optional.of(model(inputs, "adapter", context.home().adapterFinal(version)));
    }

    @Override
    public StageResult run(StageContext context) throws Exception {
        HeldExams exams = new HeldExams(context);
        int version = exams.version().orElseThrow();
        ExamResult result = exams.hold(Optional.of(version));
        Outputs.Figures base = context.require(Outputs.BASELINE);
        context.give(Outputs.VERSION, version);
        context.give(Outputs.EXAM, Outputs.Exams.of(base, exams.baseResult(), "v" + version, result));
        context.give(Outputs.FAILED, new Outputs.Failures(result.free().failed()));
        return StageResult.done()
                .with("exam", exams.file(Adapters.name(version)))
                .with("graph_f1", result.free().overall().graphF1())
                .with("valid_share", result.free().overall().validShare())
                .saying("base " + HeldExams.words(base.overall()) + "; v" + version + " "
                        + HeldExams.words(result.free().overall()));
    }
}
