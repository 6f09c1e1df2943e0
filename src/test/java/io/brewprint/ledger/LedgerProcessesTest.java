package io.brewprint.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerProcessesTest {
    @TempDir
    Path folder;

    /**
     * A second process: opens the ledger, begins a run and a stage, writes events, then exits or waits to be killed.
     */
    public static final class Child {
        public static void main(String[] args) throws Exception {
            Ledger ledger = Ledger.open(Path.of(args[0]));
            String run = ledger.runs().start("full", "{}").id();
            ledger.stages().start(run, "train", "Train", "in", "1", "cfg", 1);
            for (int i = 0; i < Integer.parseInt(args[1]); i++) {
                ledger.events().add(run, "train", "child", "event " + i);
            }
            System.out.println(run);
            System.out.flush();
            if (args[2].equals("wait")) {
                Thread.sleep(60_000);
            }
            ledger.close();
        }
    }

    @Test
    void twoProcessesAndFourThreadsWriteAtOnceAndNothingIsLost() throws Exception {
        Path file = folder.resolve("brewprint.db");
        List<Process> children = List.of(child(file, 100, "exit"), child(file, 100, "exit"));
        try (Ledger ledger = Ledger.open(file);
                var threads = Executors.newFixedThreadPool(4)) {
            List<Callable<Boolean>> writers = new ArrayList<>();
            for (int t = 0; t < 4; t++) {
                writers.add(() -> {
                    for (int i = 0; i < 100; i++) {
                        ledger.events().add(null, null, "thread", "event " + i);
                    }
                    return true;
                });
            }
            for (var done : threads.invokeAll(writers)) {
                assertThat(done.get()).isTrue();
            }
            for (Process child : children) {
                assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();
                assertThat(child.exitValue())
                        .as(new String(child.getErrorStream().readAllBytes()))
                        .isZero();
            }

            List<Event> all = ledger.events().after(0, 10_000);
            assertThat(all).filteredOn(e -> e.kind().equals("thread")).hasSize(400);
            assertThat(all).filteredOn(e -> e.kind().equals("child")).hasSize(200);
            assertThat(ledger.runs().latest(10)).hasSize(2);
        }
    }

    @Test
    void whatAKilledProcessLeftRunningIsInterruptedAndALivingOneIsLeftAlone() throws Exception {
        Path file = folder.resolve("brewprint.db");
        Process child = child(file, 1, "wait");
        String run = child.inputReader().readLine();
        try (Ledger ledger = Ledger.open(file)) {
            assertThat(ledger.runs().find(run).orElseThrow().status()).isEqualTo(Status.RUNNING);
        }

        child.destroyForcibly().waitFor();

        try (Ledger ledger = Ledger.open(file)) {
            assertThat(ledger.runs().find(run).orElseThrow().status()).isEqualTo(Status.INTERRUPTED);
            assertThat(ledger.stages().find(run, "train").orElseThrow().status())
                    .isEqualTo(Status.INTERRUPTED);
            assertThat(ledger.runs().resume(run).status()).isEqualTo(Status.RUNNING);
        }
    }

    private static Process child(Path file, int events, String end) throws Exception {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName(),
                        file.toString(),
                        String.valueOf(events),
                        end)
                .start();
    }
}
