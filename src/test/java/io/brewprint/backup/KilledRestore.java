package io.brewprint.backup;

import io.brewprint.config.Home;
import java.nio.file.Path;

/** A restore in a process of its own, which says when it has come to a step and may wait there to be killed. */
final class KilledRestore {
    private KilledRestore() {}

    /** @param args home, label, the step, and whether it waits there */
    public static void main(String[] args) throws Exception {
        Home home = new Home(Path.of(args[0]));
        int step = Integer.parseInt(args[2]);
        boolean waits = Boolean.parseBoolean(args[3]);
        int[] steps = {0};
        new Restore(new Backups(home, BackupHomes.config(5, 3))).run(args[1], false, (doing, done, total) -> {
            if (++steps[0] == step) {
                System.out.println(doing);
                System.out.flush();
                if (waits) {
                    pause();
                }
            }
        });
        System.out.println("done");
    }

    private static void pause() {
        try {
            Thread.sleep(60_000);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
