package io.brewprint.cli.backup;

import io.brewprint.backup.Backups;
import io.brewprint.backup.Created;
import io.brewprint.cli.command.BaseCommand;
import io.brewprint.cli.command.ExitCode;
import io.brewprint.config.Home;
import io.brewprint.ledger.Ledger;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code backup create}. */
@Command(
        name = "create",
        description = "Makes a milestone backup, which stays for ever; nothing where the newest holds the same state.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: brewprint backup create"})
public final class BackupCreateCommand extends BaseCommand {
    @Option(names = "--category", defaultValue = Backups.MILESTONE, description = "milestone, scheduled or pre_train.")
    private String category = Backups.MILESTONE;

    @Override
    protected int run() throws Exception {
        if (!List.of(Backups.MILESTONE, Backups.SCHEDULED, Backups.PRE_TRAIN).contains(category)) {
            throw usage("no category is called " + category, "choose milestone, scheduled or pre_train");
        }
        Home home = BackupHome.open(home());
        Created made;
        try (Ledger ledger = Ledger.open(home.database())) {
            made = new Backups(home, config().backup()).create(ledger, category, "manual", new BackupView(err()));
        }
        if (json()) {
            emit(BackupHome.document(made));
        } else {
            say(made.words());
            made.warnings().forEach(warning -> err().println("brewprint: " + warning));
        }
        return ExitCode.DONE;
    }
}
