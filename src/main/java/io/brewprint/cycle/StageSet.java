package io.brewprint.cycle;

import java.util.List;
import java.util.stream.Collectors;

/** The stages of the cycle by their ids, in the order they are planned. */
public record StageSet(List<Stage> all) {
    /** Refuses two of one id. */
    public StageSet {
        all = List.copyOf(all);
        if (all.stream().map(Stage::id).distinct().count() != all.size()) {
            throw new IllegalArgumentException(
                    "two stages share an id: " + all.stream().map(Stage::id).collect(Collectors.joining(", ")));
        }
    }

    /**
     * The stage of this id.
     *
     * @throws IllegalArgumentException naming those there are
     */
    public Stage get(String id) {
        return all.stream()
                .filter(stage -> stage.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no stage is called " + id + "; there are "
                        + all.stream().map(Stage::id).collect(Collectors.joining(", "))));
    }
}
