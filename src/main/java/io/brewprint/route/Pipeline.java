package io.brewprint.route;

import io.brewprint.backup.Backups;
import io.brewprint.config.Fault;
import io.brewprint.config.Home;
import io.brewprint.config.PipelineConfig;
import io.brewprint.cycle.Cycle;
import io.brewprint.cycle.CycleListener;
import io.brewprint.cycle.CycleOptions;
import io.brewprint.cycle.CycleReport;
import io.brewprint.cycle.CycleRun;
import io.brewprint.cycle.RetryPolicy;
import io.brewprint.cycle.Stage;
import io.brewprint.cycle.StageRunner;
import io.brewprint.cycle.StageSet;
import io.brewprint.intake.ExportIntake;
import io.brewprint.intake.Inbox;
import io.brewprint.intake.WatchedFolder;
import io.brewprint.ledger.Ledger;
import io.brewprint.worker.StopSignal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.errorhandler.NoErrorHandlerDefinition;
import org.apache.camel.support.PluginHelper;

/** The Camel context of a home: its routes, the beans that they name, the interceptor and the stop signal's MBean. */
public final class Pipeline implements AutoCloseable {
    /** How much of the routes is at work. */
    public enum Opening {
        /** All: what watches folders and clocks too. */
        DAEMON,
        /** What is called: routes that begin elsewhere than at direct: or seda: are not even made. */
        ONE_SHOT,
        /** Nothing: routes are read, not made. */
        LOOK
    }

    private static final int SHUTDOWN_SECONDS = 20;

    private final ModelCamelContext context;
    private final Opening opening;
    private final RouteBook book;
    private final Cycle cycle;
    private final StageRunner stageRunner = new StageRunner(new RetryPolicy());
    private final CycleRunner runner;

    /** What a pipeline is made of. */
    public record Parts(
            Home home,
            PipelineConfig config,
            Ledger ledger,
            StageSet stages,
            ExportIntake exports,
            WatchedFolder lessons,
            StopSignal stop,
            CycleListener listener) {}

    /** A context that is not started yet; stages that send files through routes are made before the pipeline. */
    static ModelCamelContext context() {
        DefaultCamelContext context = new DefaultCamelContext();
        context.getCamelContextExtension().setName("brewprint");
        context.setSourceLocationEnabled(true);
        context.setAutowiredEnabled(false);
        context.getShutdownStrategy().setTimeout(SHUTDOWN_SECONDS);
        return context;
    }

    /**
     * Opens one.
     *
     * @throws Fault naming file and line where a route cannot be read or made; not to look
     */
    static Pipeline open(ModelCamelContext context, Parts parts, Opening opening) throws Exception {
        Pipeline pipeline = new Pipeline(context, parts, opening);
        try {
            if (opening != Opening.LOOK) {
                pipeline.refuseFaults();
                pipeline.start();
            }
            return pipeline;
        } catch (Exception e) {
            pipeline.close();
            throw e;
        }
    }

    private Pipeline(ModelCamelContext context, Parts parts, Opening opening) throws Exception {
        this.context = context;
        this.opening = opening;
        book = RouteBook.of(parts.home, parts.stages);
        cycle = new Cycle(parts.home, parts.config, parts.ledger, parts.stop, parts.listener);
        runner = new CycleRunner(parts.home, cycle, flow(), parts.ledger, parts.stop);
        Properties values = new Properties();
        values.put("brewprint.exports", folder(parts.exports.inbox()));
        values.put("brewprint.lessons", folder(parts.lessons.inbox()));
        values.put("brewprint.home", slashes(parts.home.root().toString()));
        values.put("brewprint.nightly", parts.config.schedule().nightly());
        values.put("brewprint.backup", parts.config.schedule().backup());
        values.put("brewprint.timeZone", parts.config.schedule().timeZone());
        context.getPropertiesComponent().setInitialProperties(values);
        context.getRegistry().bind("stages", new StageBean(parts.stages));
        context.getRegistry().bind("exports", new ExportBean(parts.exports));
        context.getRegistry().bind("lessonIntake", new LessonBean(parts.lessons));
        context.getRegistry()
                .bind("settledFiles", new SettledFiles(List.of(parts.exports.inbox(), parts.lessons.inbox())));
        context.getRegistry().bind("cycleRunner", runner);
        Backups backups = new Backups(parts.home, parts.config.backup());
        context.getRegistry().bind("backups", new BackupBean(backups, parts.ledger));
        Milestones milestones = new Milestones(backups, parts.ledger, parts.config.backup());
        context.getCamelContextExtension()
                .addInterceptStrategy(new StageInterceptor(parts.stages, stageRunner, milestones));
        context.getCamelContextExtension().addInterceptStrategy(new FailedNode());
        // Retries have one owner, the stage runner: Camel neither redelivers nor logs what it passes on.
        context.getCamelContextExtension().setErrorHandlerFactory(new NoErrorHandlerDefinition());
        // Only a service that is there before the start gets an MBean.
        context.addService(new StopSignalService(parts.stop));
    }

    /** Runs one cycle in this thread, to its end. */
    public CycleReport run(CycleOptions options) {
        refuseFaults();
        return cycle.run(options, flow());
    }

    /** The daemon's cycles. */
    public CycleRunner runner() {
        return runner;
    }

    /** The ids of the routes at work. */
    public List<String> routes() {
        return context.getRoutes().stream()
                .map(route -> route.getRouteId())
                .sorted()
                .toList();
    }

    /** The routes as they were read, whether they are at work or not. */
    public List<RouteInfo> read() {
        return book.routes();
    }

    /** What is wrong with the files of routes, as far as reading them shows it. */
    public List<Fault> faults() {
        return book.faults();
    }

    /** All that is wrong with the routes: every one is made, none is started. Only for a pipeline that looks. */
    public List<Fault> check() throws Exception {
        List<Fault> faults = new ArrayList<>(book.faults());
        context.setAutoStartup(false);
        context.start();
        for (RouteFile file : book.files()) {
            try {
                PluginHelper.getRoutesLoader(context).loadRoutes(RouteBook.resource(file));
            } catch (Exception e) {
                faults.add(RouteFault.making(book, e));
            }
        }
        for (String stage : book.fromTemplate()) {
            try {
                addStage(stage);
            } catch (Exception e) {
                faults.add(RouteFault.making(book, e));
            }
        }
        return faults;
    }

    @Override
    public void close() {
        runner.close();
        context.stop();
    }

    private void start() throws Exception {
        try {
            for (RouteFile file : book.files()) {
                PluginHelper.getRoutesLoader(context).loadRoutes(RouteBook.resource(file));
            }
            if (opening == Opening.ONE_SHOT) {
                for (RouteDefinition route : List.copyOf(context.getRouteDefinitions())) {
                    String from = route.getInput().getEndpointUri();
                    if (!from.startsWith("direct:") && !from.startsWith("seda:")) {
                        context.removeRouteDefinition(route);
                    }
                }
            }
            for (String stage : book.fromTemplate()) {
                addStage(stage);
            }
            context.start();
        } catch (Exception e) {
            throw RouteFault.making(book, e);
        }
    }

    private void addStage(String stage) throws Exception {
        context.addRouteFromTemplate(RouteBook.PREFIX + stage, RouteBook.TEMPLATE, Map.of("id", stage));
    }

    private void refuseFaults() {
        List<Fault> faults = book.faults();
        if (!faults.isEmpty()) {
            throw faults.getFirst();
        }
    }

    private Cycle.Flow flow() {
        return new Cycle.Flow() {
            @Override
            public List<Stage> plan() {
                return book.order();
            }

            @Override
            public void through(CycleRun run) throws Exception {
                if (opening == Opening.LOOK) {
                    // No route is made: what people put between the stages is not for a dry run.
                    for (Stage stage : book.order()) {
                        stageRunner.run(run, stage);
                    }
                } else {
                    send(run);
                }
            }
        };
    }

    private void send(CycleRun run) throws Exception {
        try (ProducerTemplate template = context.createProducerTemplate()) {
            Exchange exchange = template.send(
                    "direct:" + RouteBook.CYCLE, message -> message.setProperty(StageInterceptor.RUN, run));
            Exception error = exchange.getException();
            if (error != null) {
                String node = FailedNode.id(exchange, error);
                // A stage's own errors say whose they are; what people put between the stages has to be named.
                throw node == null || node.startsWith(RouteBook.PREFIX)
                        ? error
                        : FailedNode.fault(exchange, error, "mend the node, then go on with run --resume");
            }
        }
    }

    private static String folder(Inbox inbox) {
        return slashes(inbox.folder().toString());
    }

    private static String slashes(String path) {
        return path.replace('\\', '/');
    }
}
