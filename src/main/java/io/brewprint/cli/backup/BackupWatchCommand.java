package io.brewprint.cli.backup;

import io.brewprint.backup.Backups;
import io.brewprint.backup.Created;
import io.brewprint.cli.command.BaseCommand;
import io.brewprint.cli.command.ExitCode;
import io.brewprint.cli.command.Logs;
import io.brewprint.config.Fault;
import io.brewprint.config.Home;
import io.brewprint.ledger.Ledger;
import io.brewprint.worker.EndSignals;
import io.brewprint.worker.StopSignal;
import io.brewprint.worker.StoppedException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code backup watch}: scheduled backups without the daemon. */
@Command(
        name = "watch",
        description = "Makes a scheduled backup whenever something has changed, until it is stopped.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: brewprint backup watch --interval 30m", "End it with Ctrl-C or brewprint stop."})
public final class BackupWatchCommand extends BaseCommand {
    private static final Logger LOG = LoggerFactory.getLogger(BackupWatchCommand.class);
    private static final Pattern INTERVAL = Pattern.compile("([1-9]\\d{0,5})([smhd])");

    @Option(
            names = "--interval",
            paramLabel = "TIME",
            defaultValue = "6h",
            description = "Between two looks, such as 90s, 30m, 6h or 1d (default: 6h).")
    private String interval = "6h";

    @Option(names = "--once", description = "Look once and end.")
    private boolean once;

    @Override
    protected int run() throws Exception {
        Duration wait = parse(interval);
        if (StopSignal.inForce(home())) {
            throw StopSignal.told(home());
        }
        Home home = BackupHome.open(home());
        Logs.toFile(home);
        if (!once) {
            EndSignals.take();
        }
        List<Map<String, Object>> looks = new ArrayList<>();
        StopSignal stop = new StopSignal(home);
        try {
            look(home, looks, once);
            while (!once) {
                stop.sleep(wait);
                looks.clear(); // the last one is what the document tells: a watch may go on for years
                look(home, looks, false);
            }
        } catch (StoppedException e) {
            LOG.info("the watch over {} has ended: {}", home.root(), e.getMessage());
        }
        if (json()) {
            emit(Map.of("last", looks));
        }
        return ExitCode.DONE;
    }

    /** What goes wrong in one look is told; the next may find it mended. */
    private void look(Home home, List<Map<String, Object>> looks, boolean strict) throws IOException {
        // The ledger is opened for each look: a restore meanwhile puts another file in its place.
        try (Ledger ledger = Ledger.open(home.database())) {
            Created made = new Backups(home, config().backup()).createScheduled(ledger, "watch", new BackupView(err()));
            looks.add(BackupHome.document(made));
            tell(made.words());
            made.warnings().forEach(warning -> LOG.warn("watch: {}", warning));
        } catch (IOException | RuntimeException e) {
            if (strict) {
                throw e;
            }
            Fault fault = Fault.of(e);
            looks.add(Map.of("problem", fault.document()));
            LOG.warn("watch: {}", fault.getMessage());
        }
    }

    private void tell(String words) {
        LOG.info("watch: {}", words);
        if (!json()) {
            say(words);
        }
    }

    /** A time such as 30m. */
    static Duration parse(String text) {
        Matcher matcher = INTERVAL.matcher(text);
        if (!matcher.matches()) {
            throw usage("--interval must be a time such as 90s, 30m, 6h or 1d, found " + text, "give one");
        }
        long number = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }
}
