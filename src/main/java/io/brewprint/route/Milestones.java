package io.brewprint.route;

import io.brewprint.backup.Backups;
import io.brewprint.backup.Created;
import io.brewprint.config.Fault;
import io.brewprint.config.PipelineConfig;
import io.brewprint.cycle.Stage;
import io.brewprint.ledger.Ledger;
import java.io.IOException;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Backups that a cycle makes by itself: before a training, with the adapter of the champion that it may replace, and
 * when data, a training or an exam has come to something. One that cannot be made is told and stops no cycle.
 */
final class Milestones {
    private static final Logger LOG = LoggerFactory.getLogger(Milestones.class);
    private static final String TRAINING = "train";
    /** What the end of a stage is called. */
    private static final Map<String, String> AFTER = Map.of("dataset", "merge", TRAINING, "train", "exam", "exam");

    private final Backups backups;
    private final Ledger ledger;
    private final boolean wanted;

    Milestones(Backups backups, Ledger ledger, PipelineConfig.Backup config) {
        this.backups = backups;
        this.ledger = ledger;
        wanted = config.milestones();
    }

    /** A stage is about to do its work for the first time in a run. */
    void before(Stage stage) {
        if (wanted && stage.id().equals(TRAINING)) {
            make(Backups.PRE_TRAIN, "before training");
        }
    }

    /** A stage has done its work, and the ledger says so. */
    void after(Stage stage) {
        String trigger = AFTER.get(stage.id());
        if (wanted && trigger != null) {
            make(Backups.MILESTONE, trigger);
        }
    }

    private void make(String category, String trigger) {
        try {
            Created made = backups.create(ledger, category, trigger);
            LOG.info("backup, {}: {}", trigger, made.words());
            Backups.tell(ledger, trigger + ": " + made.words());
            made.warnings().forEach(warning -> LOG.warn("backup, {}: {}", trigger, warning));
        } catch (IOException | RuntimeException e) {
            String why = Fault.of(e).getMessage();
            LOG.warn("the backup {} could not be made: {}", trigger, why);
            Backups.tell(ledger, trigger + ": could not be made: " + why);
        }
    }
}
