package io.brewprint.cli.backup;

import io.brewprint.backup.Backups;
import io.brewprint.cli.command.BaseCommand;
import io.brewprint.cli.command.ExitCode;
import java.util.Map;
import picocli.CommandLine.Command;

/** {@code backup cleanup}. */
@Command(
        name = "cleanup",
        description = "Deletes states beyond the counts of the configuration, and what no backup needs any more.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: brewprint backup cleanup"})
public final class BackupCleanupCommand extends BaseCommand {
    @Override
    protected int run() throws Exception {
        Backups.Cleaned cleaned = new Backups(BackupHome.open(home()), config().backup()).cleanUp();
        if (json()) {
            emit(Map.of("deleted", cleaned.deleted(), "warnings", cleaned.warnings()));
        } else {
            say(cleaned.deleted().isEmpty() ? "nothing to delete" : "deleted " + String.join(", ", cleaned.deleted()));
            cleaned.warnings().forEach(warning -> err().println("brewprint: " + warning));
        }
        return ExitCode.DONE;
    }
}
