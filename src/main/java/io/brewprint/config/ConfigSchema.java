package io.brewprint.config;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * The JSON schema of the configuration, by which editors complete and check it. What no schema can say is in the
 * meanings: that one key must suit another, and which time zones there are.
 */
public final class ConfigSchema {
    /** Its file's name, in docs/ and beside a configuration. */
    public static final String FILE = "pipeline_config.schema.json";

    private ConfigSchema() {}

    /** JSON Schema, draft 2020-12. */
    public static String text() {
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("title", "Brewprint's pipeline_config.json");
        ObjectNode sections = object(schema);
        sections.putObject("$schema").put("type", "string").put("description", "Where editors find this schema.");
        for (SettingGroup group : Settings.groups()) {
            ObjectNode section = sections.putObject(group.name());
            section.put("description", group.meaning());
            ObjectNode keys = object(section);
            group.settings().forEach(setting -> describe(keys.putObject(setting.key()), setting));
        }
        return Json.pretty(schema);
    }

    private static ObjectNode object(ObjectNode schema) {
        schema.put("type", "object");
        schema.put("additionalProperties", false);
        return schema.putObject("properties");
    }

    private static void describe(ObjectNode key, Setting setting) {
        key.put("description", setting.meaning());
        switch (setting.range()) {
            case Setting.Whole whole ->
                key.put("type", "integer").put("minimum", whole.from()).put("maximum", whole.to());
            case Setting.Real real ->
                key.put("type", "number").put("minimum", real.from()).put("maximum", real.to());
            case Setting.Flag _ -> key.put("type", "boolean");
            case Setting.Text text ->
                key.put("type", "string").put("pattern", text.pattern().pattern());
            case Setting.OneOf one -> choices(key, one.choices());
            case Setting.SomeOf some -> {
                key.put("type", "array").put("minItems", 1).put("uniqueItems", true);
                choices(key.putObject("items"), some.choices());
            }
        }
        key.set("default", Settings.json(setting.fallback()));
    }

    private static void choices(ObjectNode of, List<String> words) {
        ArrayNode list = of.put("type", "string").putArray("enum");
        words.forEach(list::add);
    }
}
