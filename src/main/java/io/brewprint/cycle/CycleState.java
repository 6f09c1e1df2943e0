package io.brewprint.cycle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.brewprint.config.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How far a run has come: the stages behind it and what they gave. Immutable; kept as JSON in the run's row, so that
 * {@code --resume} goes on where it ended.
 */
public record CycleState(List<String> completed, Map<String, JsonNode> outputs) {
    /** Before the first stage. */
    public static final CycleState START = new CycleState(List.of(), Map.of());

    /** Copies both. */
    public CycleState {
        completed = List.copyOf(completed);
        outputs = Map.copyOf(outputs);
    }

    /** What an earlier stage gave under this key. */
    public <T> Optional<T> get(Key<T> key) {
        JsonNode value = outputs.get(key.name());
        return value == null ? Optional.empty() : Optional.of(Json.MAPPER.convertValue(value, key.type()));
    }

    /** The same with one more value. */
    public <T> CycleState with(Key<T> key, T value) {
        return withOutputs(Map.of(key.name(), Json.MAPPER.valueToTree(value)));
    }

    /** The same with more values. */
    public CycleState withOutputs(Map<String, JsonNode> more) {
        Map<String, JsonNode> all = new LinkedHashMap<>(outputs);
        all.putAll(more);
        return new CycleState(completed, all);
    }

    /** The same with one more stage behind it. */
    public CycleState withCompleted(String stage) {
        if (completed.contains(stage)) {
            return this;
        }
        List<String> all = new ArrayList<>(completed);
        all.add(stage);
        return new CycleState(all, outputs);
    }

    /** As JSON. */
    public String toJson() {
        return Json.write(this);
    }

    /** Reads {@link #toJson()}; {@code {}} is the start. */
    public static CycleState parse(String json) {
        try {
            JsonNode tree = Json.MAPPER.readTree(json);
            return tree.isEmpty() ? START : Json.MAPPER.treeToValue(tree, CycleState.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the ledger holds a run state that is not JSON: " + e.getOriginalMessage(),
                    e);
        }
    }
}
