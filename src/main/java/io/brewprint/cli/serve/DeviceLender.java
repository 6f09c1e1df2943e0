package io.brewprint.cli.serve;

import io.brewprint.cycle.CycleListener;
import io.brewprint.cycle.Stage;
import io.brewprint.ledger.Status;
import io.brewprint.worker.StageKind;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Has the device to itself for a stage that trains or examines a model: on a GPU there is no room for two. */
final class DeviceLender implements CycleListener {
    private static final Set<StageKind> ALONE = EnumSet.of(StageKind.TRAINING, StageKind.EVAL, StageKind.EXAM);

    private final Consumer<String> lend;
    private final Runnable takeBack;

    /**
     * Tells one who holds the device.
     *
     * @param lend told what for, before the stage begins; frees the device before it returns
     * @param takeBack told when it is free again
     */
    DeviceLender(Consumer<String> lend, Runnable takeBack) {
        this.lend = lend;
        this.takeBack = takeBack;
    }

    @Override
    public void runStarted(String run, List<Stage> plan) {
        takeBack.run(); // a run that broke off may not have said that it ended
    }

    @Override
    public void stageStarted(Stage stage) {
        if (ALONE.contains(stage.kind())) {
            lend.accept("the training cycle's stage \"" + stage.name() + "\"");
        }
    }

    @Override
    public void stageEnded(Stage stage, Status status, double seconds, String reason) {
        takeBack.run();
    }

    @Override
    public void runEnded(Status status, String error) {
        takeBack.run();
    }
}
