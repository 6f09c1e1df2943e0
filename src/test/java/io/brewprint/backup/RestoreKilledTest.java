package io.brewprint.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.brewprint.config.Home;
import io.brewprint.ledger.Ledger;
import io.brewprint.ledger.LedgerState;
import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** kill -9 in the middle of restores, at every kind of step: what is there afterwards is one state or the other. */
@Tag("slow")
@Timeout(180)
class RestoreKilledTest {
    private static final int MOMENTS = 30;
    private static final String[] TOPS = {
        "datasets", "lessons", "results", "routes", "models", "pipeline_config.json", "catalog"
    };

    @TempDir
    Path folder;

    @Test
    void aRestoreKilledAtAnyMomentLeavesTheOldStateOrTheNewOne() throws Exception {
        Home template = new Home(folder.resolve("template"));
        String label = twoStates(template);
        SortedMap<String, String> old = state(template);
        Home tried = copy(template, "tried");
        List<String> steps = new ArrayList<>();
        new Restore(new Backups(tried, BackupHomes.config(5, 3)))
                .run(label, false, (doing, done, total) -> steps.add(doing));
        SortedMap<String, String> restored = state(tried);
        assertThat(restored).isNotEqualTo(old);

        Set<String> outcomes = new TreeSet<>();
        Set<String> killedWhile = new TreeSet<>();
        for (int i = 0; i < MOMENTS; i++) {
            Home home = copy(template, "home" + i);
            killedWhile.add(kill(home, label, 1 + i * steps.size() / MOMENTS, i % 2 == 0));
            boolean begun = Restore.isUnfinished(home);

            Restore.recover(home);

            SortedMap<String, String> now = state(home);
            assertThat(now).as("moment " + i).isIn(old, restored);
            assertThat(Restore.isUnfinished(home)).isFalse();
            assertThat(RestoreJournal.staging(home)).doesNotExist();
            outcomes.add((begun ? "begun, " : "") + (now.equals(old) ? "old" : "restored"));
        }

        assertThat(killedWhile).contains("preparing", "reading", "restoring");
        assertThat(outcomes).contains("old", "begun, restored").doesNotContain("begun, old");
    }

    /** A home in one state, with a backup of another; returns the backup's label. */
    private static String twoStates(Home home) throws Exception {
        BackupHomes.filled(home.root());
        for (int i = 0; i < 8; i++) {
            Files.writeString(home.results().resolve("result" + i + ".json"), "first " + i);
        }
        BackupHomes.adapter(home, 1, "first");
        BackupHomes.champion(home, 1);
        Backups backups = new Backups(home, BackupHomes.config(5, 3));
        String label =
                BackupHomes.create(home, backups, Backups.MILESTONE).manifest().label();
        for (int i = 0; i < 12; i += 2) {
            Files.writeString(home.results().resolve("result" + i + ".json"), "second " + i);
        }
        Files.delete(home.results().resolve("result1.json"));
        Files.delete(home.routes().resolve("own.yaml"));
        Files.writeString(home.train(), "second\n");
        Files.writeString(home.config(), "{}");
        BackupHomes.adapter(home, 1, "second");
        try (Ledger ledger = Ledger.open(home.database())) {
            ledger.events().add(null, null, "test", "second");
        }
        return label;
    }

    private static SortedMap<String, String> state(Home home) throws Exception {
        SortedMap<String, String> out = BackupHomes.texts(home.root(), TOPS);
        out.put("ledger", LedgerState.hash(home.database()));
        return out;
    }

    /** Returns at which kind of step. */
    private static String kill(Home home, String label, int step, boolean waits) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledRestore.class.getName(),
                        home.root().toString(),
                        label,
                        String.valueOf(step),
                        String.valueOf(waits))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader out = process.inputReader()) {
            String line = out.readLine();
            assertThat(line).as("the child came to step " + step).isNotNull();
            process.destroyForcibly();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            return line;
        } finally {
            process.destroyForcibly();
        }
    }

    private Home copy(Home from, String name) throws Exception {
        Path to = folder.resolve(name);
        try (var all = Files.walk(from.root())) {
            for (Path each : all.toList()) {
                Files.copy(each, to.resolve(from.root().relativize(each).toString()));
            }
        }
        return new Home(to);
    }
}
