package io.brewprint.route;

import io.brewprint.backup.Backups;
import io.brewprint.ledger.Ledger;
import java.io.IOException;

/** The bean {@code backups}. */
public final class BackupBean {
    private final Backups backups;
    private final Ledger ledger;

    BackupBean(Backups backups, Ledger ledger) {
        this.backups = backups;
        this.ledger = ledger;
    }

    /** Makes the scheduled backup. */
    public void createScheduled() throws IOException {
        ledger.events()
                .add(
                        null,
                        null,
                        "backup",
                        "made "
                                + backups.create(ledger, Backups.SCHEDULED, "schedule")
                                        .label());
    }
}
