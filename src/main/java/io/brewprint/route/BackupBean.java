package io.brewprint.route;

import io.brewprint.backup.BackupProgress;
import io.brewprint.backup.Backups;
import io.brewprint.backup.Created;
import io.brewprint.ledger.Ledger;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The bean {@code backups}. */
public final class BackupBean {
    private static final Logger LOG = LoggerFactory.getLogger(BackupBean.class);

    private final Backups backups;
    private final Ledger ledger;

    BackupBean(Backups backups, Ledger ledger) {
        this.backups = backups;
        this.ledger = ledger;
    }

    /**
     * Makes the scheduled backup where something has changed; once a day the newest is restored beside, as a rehearsal.
     */
    public void createScheduled() throws IOException {
        Created made = backups.createScheduled(ledger, "schedule", BackupProgress.NONE);
        Backups.tell(ledger, made.words());
        made.warnings().forEach(warning -> {
            LOG.warn("scheduled backup: {}", warning);
            Backups.tell(ledger, warning);
        });
    }
}
