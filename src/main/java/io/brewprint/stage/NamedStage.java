package io.brewprint.stage;

import io.brewprint.cycle.Stage;
import io.brewprint.worker.StageKind;
import java.util.List;

/** What every stage of ours says of itself. */
abstract class NamedStage implements Stage {
    private final String id;
    private final String name;
    private final StageKind kind;
    private final List<String> sections;

    NamedStage(String id, String name, StageKind kind, String... configSections) {
        this.id = id;
        this.name = name;
        this.kind = kind;
        sections = List.of(configSections);
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String version() {
        return "1";
    }

    @Override
    public StageKind kind() {
        return kind;
    }

    @Override
    public List<String> configSections() {
        return sections;
    }
}
