package io.brewprint.train;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Where a training stands and what it logged: {@code trainer_state.json} with the keys usual tools plot. */
final class TrainerState {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ArrayNode log;
    private int globalStep;
    private final int maxSteps;

    TrainerState(int maxSteps) {
        this(maxSteps, 0, JSON.createArrayNode());
    }

    private TrainerState(int maxSteps, int globalStep, ArrayNode log) {
        this.maxSteps = maxSteps;
        this.globalStep = globalStep;
        this.log = log;
    }

    static TrainerState of(JsonNode json) {
        ArrayNode log = JSON.createArrayNode();
        json.path("log_history").forEach(log::add);
        return new TrainerState(json.path("max_steps").asInt(), json.path("global_step").asInt(), log);
    }

    int globalStep() {
        return globalStep;
    }

    int maxSteps() {
        return maxSteps;
    }

    void advance() {
        globalStep++;
    }

    void logStep(double epoch, double loss, double rate, double gradNorm) {
        log.addObject()
                .put("step", globalStep)
                .put("epoch", epoch)
                .put("loss", loss)
                .put("learning_rate", rate)
                .put("grad_norm", gradNorm);
    }

    void logEvaluation(double epoch, double loss) {
        log.addObject().put("step", globalStep).put("epoch", epoch).put("eval_loss", loss);
    }

    ObjectNode json() {
        ObjectNode json = JSON.createObjectNode();
        json.put("global_step", globalStep);
        json.put("max_steps", maxSteps);
        json.set("log_history", log);
        return json;
    }
}
