package io.brewprint.route;

import io.brewprint.cycle.CycleRun;
import io.brewprint.cycle.Stage;
import io.brewprint.cycle.StageResult;
import io.brewprint.cycle.StageRunner;
import io.brewprint.cycle.StageSet;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.model.BeanDefinition;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.processor.DelegateAsyncProcessor;
import org.jspecify.annotations.Nullable;

/** Puts the {@link StageRunner} around the bean call of each route {@code stage.*}; other nodes stay as they are. */
final class StageInterceptor implements InterceptStrategy {
    /** Header: the run's id. */
    static final String RUN_HEADER = "BrewprintRun";
    /** Header: the stage that ended last. */
    static final String STAGE_HEADER = "BrewprintStage";
    /** Header: done or skipped. */
    static final String STATUS_HEADER = "BrewprintStatus";

    static final String RUN = "brewprint.run";
    private static final String PREFIX = "stage.";

    private final StageSet stages;
    private final StageRunner runner;
    private final Milestones milestones;

    StageInterceptor(StageSet stages, StageRunner runner, Milestones milestones) {
        this.stages = stages;
        this.runner = runner;
        this.milestones = milestones;
    }

    @Override
    public Processor wrapProcessorInInterceptors(
            CamelContext context, NamedNode definition, Processor target, Processor nextTarget) {
        String route = ProcessorDefinitionHelper.getRouteId(definition);
        if (route == null || !route.startsWith(PREFIX) || !(definition instanceof BeanDefinition)) {
            return target;
        }
        String id = route.substring(PREFIX.length());
        return new DelegateAsyncProcessor((Processor) exchange -> around(stages.get(id), target, exchange));
    }

    private void around(Stage stage, Processor target, Exchange exchange) throws Exception {
        CycleRun run = exchange.getProperty(RUN, CycleRun.class);
        if (run == null) {
            throw new IllegalStateException("route stage." + stage.id() + " belongs to a cycle; start one with run");
        }
        exchange.removeProperty(StageBean.RESULT);
        runner.run(run, stage, context -> {
            if (context.attempt() == 1) {
                milestones.before(stage);
            }
            exchange.setProperty(StageBean.CONTEXT, context);
            target.process(exchange);
            Exception error = exchange.getException();
            if (error != null) {
                // The next attempt begins with a clean exchange; the runner decides whether there is one.
                exchange.setException(null);
                throw error;
            }
            StageResult result = exchange.getProperty(StageBean.RESULT, StageResult.class);
            if (result == null) {
                throw new IllegalStateException("route stage." + stage.id() + " did not call bean stages");
            }
            return result;
        });
        if (did(exchange.getProperty(StageBean.RESULT, StageResult.class))) {
            milestones.after(stage);
        }
        tell(run, stage, exchange);
    }

    private static boolean did(@Nullable StageResult result) {
        return result != null && result.outcome() == StageResult.Outcome.DONE;
    }

    /**
     * What nodes after the stage find: whose run it is, which stage, and the first file that it made, if it made one.
     */
    private static void tell(CycleRun run, Stage stage, Exchange exchange) {
        StageResult result = exchange.getProperty(StageBean.RESULT, StageResult.class);
        boolean did = did(result);
        exchange.getMessage().setHeader(RUN_HEADER, run.id());
        exchange.getMessage().setHeader(STAGE_HEADER, stage.id());
        exchange.getMessage().setHeader(STATUS_HEADER, did ? "done" : "skipped");
        exchange.getMessage()
                .setBody(
                        did && !result.files().isEmpty()
                                ? result.files().getFirst().path().toFile()
                                : null);
    }
}
