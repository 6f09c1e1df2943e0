package io.brewprint.stage;

import io.brewprint.cycle.StageContext;
import io.brewprint.cycle.StageResult;
import io.brewprint.intake.InboxDrain;
import io.brewprint.intake.WatchedFolder;
import io.brewprint.worker.StageKind;
import java.util.List;
import java.util.Optional;

/** Takes what lies in the watched folders: exports become DSL, lessons are filed. */
public final class ExportsStage extends NamedStage {
    private final List<WatchedFolder> folders;

    /** @param folders those to empty, in this order */
    public ExportsStage(List<WatchedFolder> folders) {
        super("exports", "Take exports and lessons", StageKind.DATA);
        this.folders = List.copyOf(folders);
    }

    @Override
    public Optional<String> nothingToDo(StageContext context) throws Exception {
        for (WatchedFolder folder : folders) {
            if (!folder.inbox().waiting().isEmpty()) {
                return Optional.empty();
            }
        }
        return Optional.of("the watched folders are empty");
    }

    @Override
    public StageResult run(StageContext context) throws Exception {
        int processed = 0;
        int failed = 0;
        int left = 0;
        for (WatchedFolder folder : folders) {
            InboxDrain.Drained drained = InboxDrain.drain(folder, context.progress(), context.stop());
            processed += drained.processed();
            failed += drained.failed();
            left += drained.left();
        }
        if (processed + failed + left == 0) {
            return StageResult.skipped("the watched folders are empty");
        }
        return StageResult.done()
                .with("processed", processed)
                .with("failed", failed)
                .with("left", left)
                .saying(processed + " taken, " + failed + " refused"
                        + (left == 0 ? "" : ", " + left + " left for later"));
    }
}
