package io.brewprint.stage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.brewprint.config.AtomicFiles;
import io.brewprint.config.Fault;
import io.brewprint.config.Home;
import io.brewprint.config.Json;
import io.brewprint.config.Where;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code models/champion.json}: the version that serves, and those that did before it. */
public final class ChampionFile {
    private final Home home;

    /** The champion of a home. */
    public ChampionFile(Home home) {
        this.home = home;
    }

    /**
     * The version that serves.
     *
     * @param adapter its folder, relative to the home
     * @param graphF1 of the exam by which it was promoted; null where it was taken back
     * @param reason why it was promoted
     * @param before versions that served before it, the last first
     */
    public record Champion(
            int version,
            String adapter,
            @Nullable Double graphF1,
            @Nullable String reason,
            @Nullable List<Integer> before) {
        /** Versions that served before it, the last first. */
        List<Integer> earlier() {
            return before == null ? List.of() : before;
        }
    }

    Path file() {
        return home.models().resolve("champion.json");
    }

    /**
     * Who serves, if anybody.
     *
     * @throws Fault where the file is damaged
     */
    public Optional<Champion> read() throws IOException {
        Path file = file();
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            JsonNode json = Json.STRICT.readTree(file.toFile());
            if (json instanceof ObjectNode object) { // what is null is not written, and earlier programs knew less
                for (String field : List.of("graph_f1", "reason", "before")) {
                    object.putIfAbsent(field, object.nullNode());
                }
            }
            return Optional.of(Json.STRICT.treeToValue(json, Champion.class));
        } catch (JsonProcessingException e) {
            throw new Fault(
                    "bad_champion",
                    Json.fault(e),
                    Where.in(file),
                    "restore it from a backup, or delete it: the next version then only has to beat the base model");
        }
    }

    /** Makes a version the champion. */
    void promote(int version, double graphF1, String reason) throws IOException {
        List<Integer> before = new ArrayList<>();
        read().ifPresent(champion -> {
            before.add(champion.version);
            before.addAll(champion.earlier());
        });
        before.removeIf(each -> each == version);
        write(new Champion(version, home.relative(home.adapterFinal(version)), graphF1, reason, before));
    }

    /**
     * Makes the champion before this one the champion again.
     *
     * @throws Fault where there is none, or its adapter is gone
     */
    public Champion rollback() throws IOException {
        Champion champion = read().orElseThrow(
                        () -> new Fault("no_champion", "there is no champion", Where.in(file()), "a cycle makes one"));
        List<Integer> before = champion.earlier();
        if (before.isEmpty()) {
            throw new Fault(
                    "no_champion",
                    "v" + champion.version + " had no champion before it",
                    Where.in(file()),
                    "delete the file for none");
        }
        int version = before.getFirst();
        Path adapter = home.adapterFinal(version);
        if (!Files.exists(adapter)) {
            throw new Fault(
                    "missing", "v" + version + " is no longer there", Where.in(adapter), "restore it from a backup");
        }
        Champion again = new Champion(
                version,
                home.relative(adapter),
                null,
                "taken back from v" + champion.version,
                before.subList(1, before.size()));
        write(again);
        return again;
    }

    private void write(Champion champion) throws IOException {
        AtomicFiles.write(file(), Json.pretty(champion));
    }
}
