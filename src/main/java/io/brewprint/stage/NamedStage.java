package io.brewprint.stage;

import io.brewprint.blueprint.NodeCatalog;
import io.brewprint.config.Home;
import io.brewprint.cycle.Stage;
import io.brewprint.cycle.StageInputs;
import io.brewprint.dsl.Dsl;
import io.brewprint.worker.StageKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;

/** What every stage of ours says of itself, and inputs that several of them have. */
abstract class NamedStage implements Stage {
    private final String id;
    private final String name;
    private final StageKind kind;
    private final Set<String> after;

    /** @param after ids of the stages whose products it reads */
    NamedStage(String id, String name, StageKind kind, String... after) {
        this.id = id;
        this.name = name;
        this.kind = kind;
        this.after = Set.of(after);
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
    public Set<String> after() {
        return after;
    }

    /** The node types by which answers are checked, and the rules of the language. */
    static StageInputs language(StageInputs inputs, NodeCatalog catalog) {
        return inputs.value("catalog", catalog.own())
                .value("node types", catalog.types())
                .version("the language", Dsl.VERSION);
    }

    /** The files of a model's or adapter's folder itself: what lies in folders below it is made from them. */
    static StageInputs model(StageInputs inputs, String name, Path folder) throws IOException {
        return inputs.folder(name, folder, file -> folder.equals(file.getParent()));
    }

    /** What exams ask. */
    static StageInputs questions(StageInputs inputs, Home home) throws IOException {
        return inputs.folder("lessons/holdout", home.lessons().resolve("holdout"), NamedStage::isJson);
    }

    static boolean isJson(Path file) {
        return file.toString().endsWith(".json");
    }
}
