package io.brewprint.cli;

import io.brewprint.config.Home;
import io.brewprint.config.PipelineConfig;
import io.brewprint.route.Pipeline;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;

/** {@code serve}: the daemon. */
@Command(
        name = "serve",
        description = "Watches the folders, runs nightly cycles and backups, until it is ended.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: brewprint serve", "End it with Ctrl-C; brewprint stop ends its cycle only."})
final class ServeCommand extends BaseCommand {
    private final Parts parts;

    ServeCommand(Parts parts) {
        this.parts = parts;
    }

    @Override
    protected int run() throws Exception {
        Home home = home();
        HomeSetup.prepare(home());
        PipelineConfig config = config();
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            asked.countDown();
            await(closed);
        }, "serve-end"));
        try (ProgressView view = ProgressView.ofProcess();
                Workshop workshop = Workshop.open(home, config, parts, Pipeline.ALL, view)) {
            if (json()) {
                emit(Map.of("serving", home.root().toString(), "pid", ProcessHandle.current().pid(), "routes",
                        workshop.pipeline().routes()));
            } else {
                say("watching " + home.exports() + " and " + home.lessonInbox());
                say("nightly cycle at " + config.schedule().nightly() + ", backups at " + config.schedule().backup()
                        + " ("
                        + config.schedule().timeZone() + "); end it with Ctrl-C");
            }
            asked.await();
        } finally {
            closed.countDown();
        }
        return ExitCode.DONE;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
