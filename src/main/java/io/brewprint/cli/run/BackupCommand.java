package io.brewprint.cli.run;

import io.brewprint.backup.Backups;
import io.brewprint.backup.Manifest;
import io.brewprint.cli.command.BaseCommand;
import io.brewprint.cli.command.ExitCode;
import io.brewprint.cli.command.SubcommandGroup;
import io.brewprint.config.Fault;
import io.brewprint.config.Home;
import io.brewprint.ledger.Ledger;
import io.brewprint.route.SingleOwner;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code backup}: snapshots. */
@Command(
        name = "backup",
        description = "Makes, lists, restores and cleans up snapshots of the home.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: brewprint backup create"})
public final class BackupCommand extends SubcommandGroup {
    @Override
    public List<String> commands() {
        return List.of("create", "list", "restore", "cleanup");
    }

    @Override
    public Object make(String name) {
        return switch (name) {
            case "create" -> new Create();
            case "list" -> new ListThem();
            case "restore" -> new Restore();
            case "cleanup" -> new CleanUp();
            default -> throw new IllegalArgumentException("no command is called backup " + name);
        };
    }

    private static Map<String, Object> entry(Manifest manifest) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("label", manifest.label());
        out.put("category", manifest.category());
        out.put("trigger", manifest.trigger());
        out.put("timestamp", manifest.timestamp());
        out.put("files", manifest.files().size());
        return out;
    }

    /** {@code backup create}. */
    @Command(
            name = "create",
            description = "Makes a milestone backup, which stays for ever.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example: brewprint backup create"})
    public static final class Create extends BaseCommand {
        @Option(
                names = "--category",
                defaultValue = Backups.MILESTONE,
                description = "milestone, scheduled or pre_train.")
        private String category = Backups.MILESTONE;

        @Override
        protected int run() throws Exception {
            if (!List.of(Backups.MILESTONE, Backups.SCHEDULED, Backups.PRE_TRAIN)
                    .contains(category)) {
                throw usage("no category is called " + category, "choose milestone, scheduled or pre_train");
            }
            Home home = home().create();
            try (Ledger ledger = Ledger.open(home.database())) {
                Manifest made = new Backups(home, config().backup()).create(ledger, category, "manual");
                if (json()) {
                    emit(entry(made));
                } else {
                    say(made.label() + ": " + made.files().size() + " files in "
                            + home.backups().resolve(made.label()));
                }
            }
            return ExitCode.DONE;
        }
    }

    /** {@code backup list}. */
    @Command(
            name = "list",
            description = "Lists the backups, the newest first.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example: brewprint backup list --json"})
    public static final class ListThem extends BaseCommand {
        @Override
        protected int run() throws Exception {
            Backups backups = new Backups(home(), config().backup());
            List<Manifest> all = backups.list();
            Map<String, Fault> damaged = backups.damaged();
            if (json()) {
                List<Map<String, Object>> entries = new ArrayList<>();
                all.forEach(each -> entries.add(entry(each)));
                damaged.forEach((label, fault) -> entries.add(Map.of("label", label, "problem", fault.document())));
                emit(Map.of("backups", entries));
            } else if (all.isEmpty() && damaged.isEmpty()) {
                say("no backups in " + home().backups());
            } else {
                all.forEach(each -> say(each.label() + "  " + each.timestamp() + "  "
                        + each.files().size() + " files, " + each.trigger()));
                damaged.forEach((label, fault) -> say(label + "  damaged: " + fault.getMessage()));
            }
            return ExitCode.DONE;
        }
    }

    /** {@code backup restore}. */
    @Command(
            name = "restore",
            description = "Puts a backup in place of what is there, which is backed up first.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example: brewprint backup restore milestone-20260101T020000"})
    public static final class Restore extends BaseCommand {
        @Parameters(paramLabel = "LABEL", description = "As backup list names it.")
        private @Nullable String label;

        @Override
        protected int run() throws Exception {
            Home home = home().create();
            try (SingleOwner owner = SingleOwner.take(home)) {
                Manifest before = new Backups(home, config().backup()).restore(String.valueOf(label));
                if (json()) {
                    emit(Map.of("restored", String.valueOf(label), "before", before.label(), "pid", owner.pid()));
                } else {
                    say("restored " + label + "; what was there before is in " + before.label());
                }
            }
            return ExitCode.DONE;
        }
    }

    /** {@code backup cleanup}. */
    @Command(
            name = "cleanup",
            description = "Deletes backups beyond the counts of the configuration.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example: brewprint backup cleanup"})
    public static final class CleanUp extends BaseCommand {
        @Override
        protected int run() throws Exception {
            List<String> gone = new Backups(home().create(), config().backup()).cleanUp();
            if (json()) {
                emit(Map.of("deleted", gone));
            } else {
                say(gone.isEmpty() ? "nothing to delete" : "deleted " + String.join(", ", gone));
            }
            return ExitCode.DONE;
        }
    }
}
