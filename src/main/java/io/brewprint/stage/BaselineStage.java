package io.brewprint.stage;

import io.brewprint.cycle.StageContext;
import io.brewprint.cycle.StageInputs;
import io.brewprint.cycle.StageResult;
import io.brewprint.worker.ExamResult;
import io.brewprint.worker.StageKind;
import java.util.Optional;

/**
 * Examines the base model without an adapter, in both of its forms: once for each base and exam, as versions come and
 * go.
 */
final class BaselineStage extends NamedStage {
    BaselineStage() {
        super("baseline", "Exam of the base model", StageKind.EXAM, "pretrain");
    }

    @Override
    public Optional<String> nothingToDo(StageContext context) throws Exception {
        return new HeldExams(context).impossible();
    }

    @Override
    public Optional<StageInputs> inputs(StageContext context) throws Exception {
        return Optional.of(new HeldExams(context).inputs());
    }

    @Override
    public StageResult run(StageContext context) throws Exception {
        HeldExams exams = new HeldExams(context);
        ExamResult result = exams.hold(Optional.empty());
        context.give(Outputs.BASELINE, Outputs.Figures.of(result));
        return StageResult.done()
                .with("exam", exams.file(exams.base()))
                .saying("base, asked in " + result.form() + " form: "
                        + HeldExams.words(result.best().overall()));
    }
}
