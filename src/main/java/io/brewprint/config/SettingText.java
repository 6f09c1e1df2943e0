package io.brewprint.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;

/** The text of an option as the JSON that would stand in the file. */
final class SettingText {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private SettingText() {}

    /** What does not fit stays a text, for the reader of the file to refuse in its words. */
    static JsonNode json(Setting.Range range, String text) {
        return switch (range) {
            case Setting.Whole _, Setting.Real _ -> number(text.strip());
            case Setting.Flag _ ->
                List.of("true", "false").contains(text)
                        ? JSON.booleanNode(Boolean.parseBoolean(text))
                        : JSON.textNode(text);
            case Setting.Text _, Setting.OneOf _ -> JSON.textNode(text);
            case Setting.SomeOf _ -> {
                ArrayNode list = JSON.arrayNode();
                Arrays.stream(text.split(",", -1)).map(String::strip).forEach(list::add);
                yield list;
            }
        };
    }

    private static JsonNode number(String text) {
        try {
            BigDecimal value = new BigDecimal(text);
            return value.scale() <= 0 && value.precision() < 19 && value.scale() > -19
                    ? JSON.numberNode(value.longValue())
                    : JSON.numberNode(value.doubleValue());
        } catch (NumberFormatException e) {
            return JSON.textNode(text);
        }
    }
}
