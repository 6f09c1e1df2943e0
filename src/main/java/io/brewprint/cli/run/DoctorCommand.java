package io.brewprint.cli.run;

import io.brewprint.backup.Rehearsal;
import io.brewprint.backup.Restore;
import io.brewprint.cli.command.BaseCommand;
import io.brewprint.cli.command.ExitCode;
import io.brewprint.config.Fault;
import io.brewprint.config.Home;
import io.brewprint.config.PipelineConfig;
import io.brewprint.ledger.Ledger;
import io.brewprint.ledger.LedgerCheck;
import io.brewprint.ledger.LedgerException;
import io.brewprint.route.SingleOwner;
import io.brewprint.tensor.Compute;
import io.brewprint.worker.StopSignal;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;

/** {@code doctor}: whether everything that a run needs is there. */
@Command(
        name = "doctor",
        description = "Checks the JDK, the disk, the configuration, the ledger and the engine.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: brewprint doctor"})
public final class DoctorCommand extends BaseCommand {
    private static final int LEAST_JDK = 25;
    private static final String ENGINE = "ai.djl.pytorch.engine.PtEngineProvider";

    private final List<Map<String, Object>> checks = new ArrayList<>();

    @Override
    protected int run() throws Exception {
        Home home = home();
        PipelineConfig config = checkConfig();
        int jdk = Runtime.version().feature();
        add(
                "jdk",
                jdk >= LEAST_JDK,
                "JDK " + Runtime.version() + " at " + System.getProperty("java.home"),
                "install a JDK " + LEAST_JDK + " or newer");
        checkDisk(home, config);
        checkLedger(home);
        checkEngine();
        checkDevice(config.hardware());
        add(
                "home",
                true,
                SingleOwner.current(home)
                        .map(owner -> "process " + owner.pid() + " works in " + home.root())
                        .orElse("nothing is at work in " + home.root()),
                "");
        add(
                "stop",
                !StopSignal.inForce(home),
                StopSignal.inForce(home) ? StopSignal.told(home).what() : "no stop is in force",
                StopSignal.told(home).remedy());
        checkBackups(home);
        boolean well = checks.stream().allMatch(check -> Boolean.TRUE.equals(check.get("ok")));
        if (json()) {
            emit(Map.of("ok", well, "checks", checks));
        } else {
            checks.forEach(check -> say((Boolean.TRUE.equals(check.get("ok")) ? "ok      " : "TROUBLE ")
                    + check.get("name") + ": "
                    + check.get("message") + (check.containsKey("remedy") ? "; " + check.get("remedy") : "")));
        }
        return well ? ExitCode.DONE : ExitCode.FAILED;
    }

    private PipelineConfig checkConfig() {
        try {
            PipelineConfig config = config();
            add(
                    "config",
                    true,
                    Files.exists(home().config()) ? home().config() + " is in order" : "no file, the defaults hold",
                    "");
            return config;
        } catch (io.brewprint.config.ConfigException e) {
            add("config", false, String.valueOf(e.getMessage()), "mend the file");
            return PipelineConfig.defaults();
        }
    }

    private void checkDisk(Home home, PipelineConfig config) throws IOException {
        var folder = home.root();
        while (!Files.exists(folder) && folder.getParent() != null) {
            folder = folder.getParent();
        }
        long mib = Files.getFileStore(folder).getUsableSpace() >> 20;
        add(
                "disk",
                mib >= config.hardware().minFreeDiskMib() && Files.isWritable(folder),
                mib + " MiB free at " + folder,
                "free some space, or choose another --home that can be written");
    }

    private void checkLedger(Home home) {
        if (!Files.exists(home.database())) {
            add("ledger", true, "none yet; the first run makes it", "");
            return;
        }
        Fault fault = LedgerCheck.whole(home.database()).orElse(null);
        if (fault != null) {
            add("ledger", false, fault.where().text() + ": " + fault.what(), fault.remedy());
            return;
        }
        try (Ledger ledger = Ledger.open(home.database())) {
            add(
                    "ledger",
                    true,
                    ledger.runs().latest(1).stream()
                            .findFirst()
                            .map(run ->
                                    "last run " + run.id() + " " + run.status().text())
                            .orElse("no runs yet"),
                    "");
        } catch (LedgerException e) {
            add("ledger", false, e.where().text() + ": " + e.what(), e.remedy());
        }
    }

    private void checkBackups(Home home) {
        boolean unfinished = Restore.isUnfinished(home);
        Fault fault = Restore.told(home);
        add("restore", !unfinished, unfinished ? fault.what() : "no restore was left in the middle", fault.remedy());
        Rehearsal.last(home)
                .ifPresent(last -> add(
                        "backups", last.ok(), last.words(), "free the disk or replace it, then backup verify --all"));
    }

    private void checkEngine() {
        try {
            Class.forName(ENGINE, false, DoctorCommand.class.getClassLoader());
            add("engine", true, "DJL's PyTorch engine is on the class path", "");
        } catch (ClassNotFoundException e) {
            add("engine", false, "DJL's PyTorch engine is missing", "build again with ./brewprint");
        }
    }

    private void checkDevice(PipelineConfig.Hardware hardware) {
        try {
            Compute.use(hardware);
            add("device", true, hardware.device() + ", " + Compute.threads() + " CPU threads", "");
        } catch (Fault e) {
            add("device", false, e.what(), e.remedy());
        }
    }

    private void add(String name, boolean ok, String message, String remedy) {
        Map<String, Object> check = new LinkedHashMap<>();
        check.put("name", name);
        check.put("ok", ok);
        check.put("message", message);
        if (!ok && !remedy.isEmpty()) {
            check.put("remedy", remedy);
        }
        checks.add(check);
    }
}
