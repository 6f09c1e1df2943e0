package io.brewprint.route;

import io.brewprint.backup.Backups;
import io.brewprint.config.Home;
import io.brewprint.config.PipelineConfig;
import io.brewprint.cycle.Cycle;
import io.brewprint.cycle.CycleListener;
import io.brewprint.cycle.CycleOptions;
import io.brewprint.cycle.CycleReport;
import io.brewprint.cycle.RetryPolicy;
import io.brewprint.cycle.StageRunner;
import io.brewprint.cycle.StageSet;
import io.brewprint.intake.Inbox;
import io.brewprint.ledger.Ledger;
import io.brewprint.worker.StopSignal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.model.errorhandler.NoErrorHandlerDefinition;

/** The Camel context of a home: its routes, the beans that they name, the interceptor and the stop signal's MBean. */
public final class Pipeline implements AutoCloseable {
    /** What a one-shot run needs. */
    public static final List<String> CYCLE = List.of("cycle");

    /** What the daemon needs. */
    public static final List<String> ALL = List.of("cycle", "exports", "lessons", "nightly", "backup");

    private static final int SHUTDOWN_SECONDS = 20;

    private final Main main = new Main();
    private final Cycle cycle;
    private final CycleRunner runner;

    /** What a pipeline is made of. */
    public record Parts(
            Home home,
            PipelineConfig config,
            Ledger ledger,
            StageSet stages,
            Inbox exports,
            Inbox lessons,
            StopSignal stop,
            CycleListener listener) {}

    /**
     * Starts the context with the routes of these files.
     *
     * @param files names without .yaml; a file of the home's routes/ wins over the one that comes with the program
     * @throws Exception where a route cannot be read or started
     */
    public static Pipeline start(Parts parts, List<String> files) throws Exception {
        Pipeline pipeline = new Pipeline(parts, files);
        try {
            pipeline.main.start();
            return pipeline;
        } catch (Exception e) {
            pipeline.close();
            throw e;
        }
    }

    private Pipeline(Parts parts, List<String> files) {
        cycle = new Cycle(parts.home, parts.config, parts.ledger, parts.stages, parts.stop, parts.listener);
        runner = new CycleRunner(cycle, this::through, parts.ledger, parts.stop);
        main.setDefaultPropertyPlaceholderLocation("false");
        main.configure().withName("brewprint");
        main.configure().setBasePackageScanEnabled(false);
        main.configure().setShutdownTimeout(SHUTDOWN_SECONDS);
        main.configure().setRoutesIncludePattern(String.join(",", patterns(parts.home, files)));
        main.configure().setAutowiredEnabled(false);
        main.addInitialProperty("brewprint.exports", folder(parts.exports));
        main.addInitialProperty("brewprint.lessons", folder(parts.lessons));
        main.addInitialProperty("brewprint.nightly", parts.config.schedule().nightly());
        main.addInitialProperty("brewprint.backup", parts.config.schedule().backup());
        main.addInitialProperty("brewprint.timeZone", parts.config.schedule().timeZone());
        main.bind("stages", new StageBean(parts.stages));
        main.bind("exportIntake", new InboxBean(parts.exports));
        main.bind("lessonIntake", new InboxBean(parts.lessons));
        main.bind("settledFiles", new InboxBean.Settled());
        main.bind("cycleRunner", runner);
        main.bind("backups", new BackupBean(new Backups(parts.home, parts.config.backup()), parts.ledger));
        StageInterceptor interceptor = new StageInterceptor(parts.stages, new StageRunner(new RetryPolicy()));
        main.addMainListener(new MainListenerSupport() {
            @Override
            public void afterConfigure(BaseMainSupport configured) {
                CamelContext context = configured.getCamelContext();
                context.getCamelContextExtension().addInterceptStrategy(interceptor);
                // Retries have one owner, the stage runner: Camel neither redelivers nor logs what it passes on.
                context.getCamelContextExtension().setErrorHandlerFactory(new NoErrorHandlerDefinition());
                try {
                    // Only a service that is there before the start gets an MBean.
                    context.addService(new StopSignalService(parts.stop));
                } catch (Exception e) {
                    throw new IllegalStateException("the stop signal cannot be registered", e);
                }
            }
        });
    }

    /** Runs one cycle in this thread, to its end. */
    public CycleReport run(CycleOptions options) {
        return cycle.run(options, this::through);
    }

    /** The daemon's cycles. */
    public CycleRunner runner() {
        return runner;
    }

    /** The ids of the routes at work. */
    public List<String> routes() {
        return main.getCamelContext().getRoutes().stream()
                .map(route -> route.getRouteId())
                .sorted()
                .toList();
    }

    @Override
    public void close() {
        runner.close();
        main.stop();
        main.shutdown();
    }

    private void through(io.brewprint.cycle.CycleRun run) throws Exception {
        try (var template = main.getCamelContext().createProducerTemplate()) {
            Exchange exchange =
                    template.send("direct:cycle", message -> message.setProperty(StageInterceptor.RUN, run));
            Exception error = exchange.getException();
            if (error != null) {
                throw error;
            }
        }
    }

    private static String folder(Inbox inbox) {
        return inbox.folder().toString().replace('\\', '/');
    }

    private static List<String> patterns(Home home, List<String> files) {
        List<String> out = new ArrayList<>();
        for (String name : files) {
            Path own = home.routes().resolve(name + ".yaml");
            out.add(
                    Files.exists(own)
                            ? "file:" + own.toString().replace('\\', '/')
                            : "classpath:routes/" + name + ".yaml");
        }
        return out;
    }
}
