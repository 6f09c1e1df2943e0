package io.brewprint.cycle;

import io.brewprint.ledger.RunRow;
import io.brewprint.ledger.StageRow;
import java.util.List;

/** What a run came to. */
public record CycleReport(RunRow run, List<StageRow> stages, CycleState state) {
    /** Copies the rows. */
    public CycleReport {
        stages = List.copyOf(stages);
    }
}
