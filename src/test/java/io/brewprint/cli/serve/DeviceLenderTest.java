package io.brewprint.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.brewprint.cycle.FileStage;
import io.brewprint.cycle.Stage;
import io.brewprint.ledger.Status;
import io.brewprint.worker.StageKind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeviceLenderTest {
    private final List<String> heard = new ArrayList<>();
    private final DeviceLender lender = new DeviceLender(to -> heard.add("lend to " + to), () -> heard.add("back"));

    @Test
    void stages_that_train_or_examine_have_the_device_until_they_end() {
        lender.stageStarted(stage("Fine-tune", StageKind.TRAINING));
        lender.stageEnded(stage("Fine-tune", StageKind.TRAINING), Status.DONE, 1, "");
        lender.stageStarted(stage("Exam", StageKind.EXAM));
        lender.runEnded(Status.FAILED, "broken");

        assertThat(heard)
                .containsExactly(
                        "lend to the training cycle's stage \"Fine-tune\"",
                        "back",
                        "lend to the training cycle's stage \"Exam\"",
                        "back");
    }

    @Test
    void other_stages_leave_it_where_it_is() {
        for (StageKind kind : List.of(StageKind.DATA, StageKind.VALIDATE, StageKind.UTILITY)) {
            lender.stageStarted(stage("other", kind));
        }

        assertThat(heard).isEmpty();
    }

    private static Stage stage(String name, StageKind kind) {
        return new FileStage("some", kind) {
            @Override
            public String name() {
                return name;
            }
        };
    }
}
