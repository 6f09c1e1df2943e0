package io.brewprint.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Every key that a configuration may have, as {@link PipelineConfig} declares it. */
public final class Settings {
    private static final List<SettingGroup> GROUPS = declared();

    private Settings() {}

    private static List<SettingGroup> declared() {
        Declarations declarations = new Declarations();
        PipelineConfig.read(Section.empty(declarations));
        return declarations.groups();
    }

    /** The sections in the order of the records. */
    public static List<SettingGroup> groups() {
        return GROUPS;
    }

    /** The key that {@code section.key} names. */
    public static Optional<Setting> find(String path) {
        return GROUPS.stream()
                .flatMap(group -> group.settings().stream())
                .filter(setting -> setting.path().equals(path))
                .findFirst();
    }

    /**
     * The same configuration with other values; they pass the very checks that the file's pass.
     *
     * @param values texts as they stand on a command line, by {@code section.key}
     * @param called what messages call a key, such as the option that gave it
     * @throws ConfigException where a value is not what it must be
     */
    public static PipelineConfig with(PipelineConfig base, Map<String, String> values, UnaryOperator<String> called) {
        if (values.isEmpty()) {
            return base;
        }
        ObjectNode tree = (ObjectNode) ConfigFile.toJson(base);
        values.forEach((path, text) -> {
            Setting setting = find(path).orElseThrow(() -> new IllegalArgumentException(path + " is no setting"));
            ((ObjectNode) tree.path(setting.section())).set(setting.key(), SettingText.json(setting.range(), text));
        });
        return PipelineConfig.read(Section.given(tree, called));
    }

    /** A value as JSON. */
    static JsonNode json(Object value) {
        return Json.MAPPER.valueToTree(value);
    }
}
