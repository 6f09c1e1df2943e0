package io.brewprint.cycle;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The stages that there are, by their ids. In which order a cycle calls them, and which, its routes say. */
public record StageSet(List<Stage> all) {
    /** Refuses two of one id. */
    public StageSet {
        all = List.copyOf(all);
        if (all.stream().map(Stage::id).distinct().count() != all.size()) {
            throw new IllegalArgumentException(
                    "two stages share an id: " + all.stream().map(Stage::id).collect(Collectors.joining(", ")));
        }
    }

    /** The stage of this id. */
    public Optional<Stage> find(String id) {
        return all.stream().filter(stage -> stage.id().equals(id)).findFirst();
    }

    /** Their ids, for messages. */
    public String ids() {
        return all.stream().map(Stage::id).collect(Collectors.joining(", "));
    }

    /**
     * The stage of this id.
     *
     * @throws IllegalArgumentException naming those there are
     */
    public Stage get(String id) {
        return find(id).orElseThrow(
                        () -> new IllegalArgumentException("no stage is called " + id + "; there are " + ids()));
    }
}
