package io.brewprint.route;

import io.brewprint.cycle.StageContext;
import io.brewprint.cycle.StageResult;
import io.brewprint.cycle.StageSet;
import org.apache.camel.Exchange;

/** The bean {@code stages}: what the route {@code stage.ID} calls, once for each attempt. */
public final class StageBean {
    static final String CONTEXT = "brewprint.stageContext";
    static final String RESULT = "brewprint.stageResult";

    private final StageSet stages;

    StageBean(StageSet stages) {
        this.stages = stages;
    }

    /** Runs the stage with the context that the interceptor made for this attempt. */
    public void run(String id, Exchange exchange) throws Exception {
        StageContext context = exchange.getProperty(CONTEXT, StageContext.class);
        if (context == null) {
            throw new IllegalStateException("stage " + id + " was called outside a route whose id begins with stage.");
        }
        StageResult result = stages.get(id).run(context);
        exchange.setProperty(RESULT, result);
    }
}
