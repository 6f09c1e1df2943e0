package io.brewprint.cli.backup;

import io.brewprint.backup.BackupEntry;
import io.brewprint.backup.Backups;
import io.brewprint.cli.command.BaseCommand;
import io.brewprint.cli.command.ExitCode;
import io.brewprint.config.Fault;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code backup verify}. */
@Command(
        name = "verify",
        description = "Checks every file of a backup, or of all, by its hash. Exit code 1 where one is damaged.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: brewprint backup verify --all"})
public final class BackupVerifyCommand extends BaseCommand {
    @ArgGroup(exclusive = true, multiplicity = "1")
    private @Nullable Which which;

    static final class Which {
        @Parameters(paramLabel = "LABEL", description = "As backup list names it.")
        private @Nullable String label;

        @Option(names = "--all", description = "Every backup.")
        private boolean all;
    }

    @Override
    protected int run() throws Exception {
        Backups backups = new Backups(home(), config().backup());
        Which chosen = which;
        List<String> labels = chosen == null || chosen.all
                ? backups.list().stream().map(BackupEntry::label).toList()
                : List.of(String.valueOf(chosen.label));
        List<Map<String, Object>> documents = new ArrayList<>();
        boolean well = true;
        for (String each : labels) {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("label", each);
            try {
                BackupEntry entry = backups.verify(each, new BackupView(err()));
                document.put("ok", true);
                document.put("sealed", entry.sealed());
                tell(each + "  ok" + (entry.sealed() ? "" : "  (not sealed here)"));
            } catch (Fault e) {
                well = false;
                document.put("ok", false);
                document.put("problem", e.document());
                tell(each + "  " + e.getMessage());
            }
            documents.add(document);
        }
        if (json()) {
            emit(Map.of("ok", well, "backups", documents));
        } else if (labels.isEmpty()) {
            say("no backups in " + home().backups());
        }
        return well ? ExitCode.DONE : ExitCode.FAILED;
    }

    private void tell(String line) {
        if (!json()) {
            say(line);
        }
    }
}
