package io.brewprint.cli.backup;

import io.brewprint.backup.BackupEntry;
import io.brewprint.backup.Backups;
import io.brewprint.backup.Rehearsal;
import io.brewprint.backup.Restore;
import io.brewprint.cli.command.BaseCommand;
import io.brewprint.cli.command.ExitCode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;

/** {@code backup list}. */
@Command(
        name = "list",
        description = "Lists the backups, the newest first, and what came of the last rehearsal of a restore.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: brewprint backup list --json"})
public final class BackupListCommand extends BaseCommand {
    @Override
    protected int run() throws Exception {
        Backups backups = new Backups(home(), config().backup());
        List<BackupEntry> all = backups.list();
        Optional<Rehearsal> rehearsal = backups.lastRehearsal();
        boolean unfinished = Restore.isUnfinished(home());
        if (json()) {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("backups", all.stream().map(BackupHome::document).toList());
            document.put("restore_unfinished", unfinished);
            rehearsal.ifPresent(last -> document.put("rehearsal", last));
            emit(document);
        } else if (all.isEmpty() && !unfinished) {
            say("no backups in " + home().backups());
        } else {
            all.forEach(entry -> say(BackupHome.line(entry)));
            rehearsal.ifPresent(last -> say(last.words()));
            if (unfinished) {
                say(Restore.told(home()).getMessage());
            }
        }
        return ExitCode.DONE;
    }
}
