package io.brewprint.cycle;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.brewprint.config.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far a run has come: the stages behind it and what they gave. Immutable; kept as JSON in the run's row, so that
 * {@code --resume} goes on where it ended.
 *
 * @param outputs what was given, by the name of its {@link Key}, as Jackson holds it: texts, numbers, lists and maps
 */
public record CycleState(List<String> completed, Map<String, Object> outputs) {
    /** Before the first stage. */
    public static final CycleState START = new CycleState(List.of(), Map.of());

    /** Copies both. */
    public CycleState {
        completed = List.copyOf(completed);
        outputs = Map.copyOf(outputs);
    }

    /**
     * What an earlier stage gave under this key.
     *
     * @throws IllegalArgumentException where it is of another form: nothing is guessed
     */
    public <T> Optional<T> get(Key<T> key) {
        Object value = outputs.get(key.name());
        return value == null ? Optional.empty() : Optional.of(Json.STRICT.convertValue(value, key.type()));
    }

    /** The same with one more value. */
    public <T> CycleState with(Key<T> key, T value) {
        return withOutputs(Map.of(key.name(), plain(value)));
    }

    /** The same with more values. */
    public CycleState withOutputs(Map<String, Object> more) {
        Map<String, Object> all = new LinkedHashMap<>(outputs);
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
        return write(this);
    }

    /** Reads {@link #toJson()}; {@code {}} is the start. */
    public static CycleState parse(String json) {
        return json.strip().equals("{}") ? START : read(json, CycleState.class);
    }

    /** A value as plain texts, numbers, lists and maps. */
    static Object plain(Object value) {
        return Json.STRICT.convertValue(value, Object.class);
    }

    /** Outputs of a stage as the ledger keeps them. */
    static String write(Object value) {
        try {
            return Json.STRICT.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be written as JSON: " + e.getOriginalMessage(), e);
        }
    }

    /** Reads what {@link #write} wrote of a stage's outputs; none for null. */
    @SuppressWarnings("unchecked") // a JSON object is a map of texts
    static Map<String, Object> outputs(@Nullable String json) {
        return json == null ? Map.of() : read(json, Map.class);
    }

    static <T> T read(String json, Class<T> type) {
        try {
            return Json.STRICT.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(
                    "the ledger holds a state that cannot be read: " + e.getOriginalMessage(), e);
        }
    }
}
