package io.brewprint.cycle;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.brewprint.config.Fault;
import io.brewprint.config.Home;
import io.brewprint.config.Json;
import io.brewprint.config.Where;
import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The live state as far as people are shown it; {@link LiveState} writes it.
 *
 * @param status idle, running, ... as the original spells them
 * @param completedSteps the stages behind the run
 * @param progressTotal null where nobody knows how far it is
 * @param etaRemainingSeconds null where there is no estimate
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record LiveStatus(
        String status,
        @Nullable String description,
        @Nullable List<Step> completedSteps,
        @Nullable Long progressCurrent,
        @Nullable Long progressTotal,
        @Nullable Long etaRemainingSeconds) {
    /** A stage that is behind the run. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Step(String status, String name, double duration) {}

    /**
     * The fields of the file, by their names; {@code status} is idle where there is none. They may be changed.
     *
     * @throws Fault where it cannot be read
     */
    public static Map<String, Object> fields(Home home) throws IOException {
        if (!Files.exists(home.liveState())) {
            return new LinkedHashMap<>(Map.of("status", "idle"));
        }
        try {
            return Json.MAPPER.readValue(
                    home.liveState().toFile(), new TypeReference<LinkedHashMap<String, Object>>() {});
        } catch (JsonProcessingException e) {
            throw new Fault(
                    "live_state",
                    Json.fault(e),
                    Where.at(e.getLocation()).orIn(home.relative(home.liveState())),
                    "delete the file; the next run writes it anew");
        }
    }

    /** Reads those fields. */
    public static LiveStatus of(Map<String, Object> fields) {
        return Json.MAPPER.convertValue(fields, LiveStatus.class);
    }
}
