package io.brewprint.train;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.brewprint.config.Json;

/** Where a training stands and what it logged: {@code trainer_state.json} with the keys usual tools plot. */
final class TrainerState {

    private final ObjectNode json;

    private TrainerState(ObjectNode json) {
        this.json = json;
    }

    static TrainerState fresh(int maxSteps, TrainingOptions options) {
        ObjectNode json = Json.PLAIN.createObjectNode();
        json.putNull("best_metric");
        json.putNull("best_model_checkpoint");
        json.put("best_global_step", 0);
        json.put("epoch", 0.0);
        json.put("eval_steps", options.evalSteps());
        json.put("global_step", 0);
        json.put("is_hyper_param_search", false);
        json.put("is_local_process_zero", true);
        json.put("is_world_process_zero", true);
        json.putArray("log_history");
        json.put("logging_steps", options.loggingSteps());
        json.put("max_steps", maxSteps);
        json.put("num_input_tokens_seen", 0L);
        json.put("num_train_epochs", options.epochs());
        json.put("save_steps", options.saveSteps());
        json.put("train_batch_size", options.batchSize());
        json.put("evaluations_without_gain", 0);
        json.put("unlogged_loss", 0.0);
        json.put("unlogged_steps", 0);
        return new TrainerState(json);
    }

    static TrainerState of(JsonNode json) {
        return new TrainerState(((ObjectNode) json).deepCopy());
    }

    int globalStep() {
        return json.path("global_step").asInt();
    }

    int maxSteps() {
        return json.path("max_steps").asInt();
    }

    /** Evaluations since the last one that was the best. */
    int evaluationsWithoutGain() {
        return json.path("evaluations_without_gain").asInt();
    }

    /** Best loss on the validation rows, infinite before the first. */
    double best() {
        return json.path("best_metric").isNumber() ? json.path("best_metric").asDouble() : Double.POSITIVE_INFINITY;
    }

    /** A step is done: its loss goes into the log's next entry, which is due every {@code logging_steps} steps. */
    void step(double epoch, double loss, double rate, double gradNorm, int tokens) {
        json.put("global_step", globalStep() + 1);
        json.put("epoch", epoch);
        json.put("num_input_tokens_seen", json.path("num_input_tokens_seen").asLong() + tokens);
        double sum = json.path("unlogged_loss").asDouble() + loss;
        int steps = json.path("unlogged_steps").asInt() + 1;
        boolean due = globalStep() % json.path("logging_steps").asInt(1) == 0 || globalStep() == maxSteps();
        if (due) {
            log(epoch).put("loss", sum / steps).put("learning_rate", rate).put("grad_norm", gradNorm);
        }
        json.put("unlogged_loss", due ? 0.0 : sum);
        json.put("unlogged_steps", due ? 0 : steps);
    }

    /** Logs an evaluation; gives whether it is the best so far. */
    boolean evaluated(double epoch, double loss) {
        log(epoch).put("eval_loss", loss);
        boolean better = loss < best();
        if (better) {
            json.put("best_metric", loss);
            json.put("best_model_checkpoint", Checkpoints.BEST);
            json.put("best_global_step", globalStep());
        }
        json.put("evaluations_without_gain", better ? 0 : evaluationsWithoutGain() + 1);
        return better;
    }

    private ObjectNode log(double epoch) {
        return ((ArrayNode) json.path("log_history"))
                .addObject()
                .put("step", globalStep())
                .put("epoch", epoch);
    }

    ObjectNode json() {
        return json.deepCopy();
    }
}
