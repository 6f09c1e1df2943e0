package io.brewprint.cli.backup;

import io.brewprint.backup.BackupEntry;
import io.brewprint.backup.Backups;
import io.brewprint.backup.Manifest;
import io.brewprint.backup.Restore;
import io.brewprint.cli.command.BaseCommand;
import io.brewprint.cli.command.ExitCode;
import io.brewprint.config.ConfigException;
import io.brewprint.config.Home;
import io.brewprint.config.PipelineConfig;
import io.brewprint.route.SingleOwner;
import java.io.Console;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code backup restore}. */
@Command(
        name = "restore",
        description = "Puts a backup in place of what is there, which is backed up first. Asks before it does.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: brewprint backup restore milestone-20260101T020000"})
public final class BackupRestoreCommand extends BaseCommand {
    private static final Set<String> YES = Set.of("y", "yes");

    @Parameters(paramLabel = "LABEL", description = "As backup list names it.")
    private @Nullable String label;

    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    @Option(
            names = "--unsealed",
            description = "Take a backup that this home did not make. Where it may write stays the same.")
    private boolean unsealed;

    @Override
    protected int run() throws Exception {
        String wanted = String.valueOf(label);
        Home home = home().create();
        Restore restore = new Restore(new Backups(home, counts()));
        BackupEntry entry = restore.look(wanted, unsealed);
        if (!yes && !agreed(question(home, entry))) {
            throw usage("nothing was restored", "answer y, or give --yes");
        }
        try (SingleOwner owner = SingleOwner.takeAsItIs(home)) {
            Restore.Done done = restore.run(wanted, unsealed, new BackupView(err()));
            if (json()) {
                Map<String, Object> document = new LinkedHashMap<>();
                document.put("restored", wanted);
                document.put("before", done.before().label());
                document.put("missing_libraries", done.missing());
                document.put("pid", owner.pid());
                emit(document);
            } else {
                say("restored " + wanted + "; what was there before is in "
                        + done.before().label());
                done.missing().forEach(jar -> say("lib/" + jar + " was there then and is not now: put it back"));
            }
        }
        return ExitCode.DONE;
    }

    /** A configuration that is damaged is a reason to restore one, not to refuse. */
    private PipelineConfig.Backup counts() {
        try {
            return config().backup();
        } catch (ConfigException e) {
            return PipelineConfig.defaults().backup();
        }
    }

    private static String question(Home home, BackupEntry entry) {
        Manifest manifest = entry.manifest();
        return "restore " + entry.label()
                + (manifest == null
                        ? ""
                        : ", " + manifest.files() + " files of " + manifest.timestamp() + " (" + manifest.trigger()
                                + ")")
                + (entry.sealed() ? "" : ", which this home did not make,")
                + " in place of what is in " + home.root() + "? What is there is backed up first. [y/N] ";
    }

    /** Only somebody at a terminal can be asked. */
    @SuppressWarnings("SystemConsoleNull") // null still means: no console at all
    private boolean agreed(String question) {
        Console console = System.console();
        if (console == null || !console.isTerminal()) {
            throw usage("a restore asks first, and there is no terminal to ask at; nothing was restored", "give --yes");
        }
        err().print(question);
        err().flush();
        return isYes(console.readLine());
    }

    static boolean isYes(@Nullable String answer) {
        return answer != null && YES.contains(answer.strip().toLowerCase(Locale.ROOT));
    }
}
