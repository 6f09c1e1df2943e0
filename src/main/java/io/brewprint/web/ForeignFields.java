package io.brewprint.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.brewprint.config.Json;
import io.brewprint.web.ChatModel.Refused;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Fields that other servers have and this one has not, from {@code fields.tsv}: which only label a request, which
 * values of the others ask for nothing, and what is used here instead.
 */
final class ForeignFields {
    /**
     * One field.
     *
     * @param whose the servers that have it
     * @param anything true where any value asks for nothing
     * @param neutral values that ask for nothing
     * @param instead what does the like here, or empty
     */
    record Field(String whose, boolean anything, List<JsonNode> neutral, String instead) {}

    private static final String RESOURCE = "fields.tsv";
    private static final Map<String, Field> ALL = read();

    private ForeignFields() {}

    static Map<String, Field> all() {
        return ALL;
    }

    /**
     * Refuses a field by its name, unless it asks for nothing.
     *
     * @param path the name with what it stands in: {@code messages[0].name}
     */
    static void check(String path, String name, JsonNode value) throws Refused {
        Field field = ALL.get(name);
        if (field == null) {
            throw new Refused(path, path + " is no field that is known here: leave it out");
        }
        if (!field.anything && !asksNothing(field, value)) {
            throw new Refused(
                    path,
                    path + " is not supported here (it is a field of " + field.whose + "): leave it out"
                            + (field.instead.isEmpty() ? "" : "; there is " + field.instead));
        }
    }

    /**
     * Where a value of that type is named, no other of the type asks for nothing: 0 answers are none, 1 is the usual.
     */
    private static boolean asksNothing(Field field, JsonNode value) {
        boolean named = field.neutral.stream().anyMatch(one -> one.getNodeType() == value.getNodeType());
        return named ? field.neutral.stream().anyMatch(one -> same(one, value)) : asksNothing(value);
    }

    /** Nulls are taken out before: what is left says something. */
    static boolean asksNothing(JsonNode value) {
        return value.isNull()
                || (value.isBoolean() && !value.asBoolean())
                || (value.isNumber() && value.asDouble() == 0)
                || (value.isContainerNode() && value.isEmpty())
                || (value.isTextual() && value.asText().isEmpty());
    }

    private static boolean same(JsonNode one, JsonNode value) {
        boolean numbers = one.isNumber() && value.isNumber();
        return numbers ? one.asDouble() == value.asDouble() : one.equals(value);
    }

    private static Map<String, Field> read() {
        Map<String, Field> fields = new HashMap<>();
        try (InputStream in = Objects.requireNonNull(ForeignFields.class.getResourceAsStream(RESOURCE), RESOURCE)) {
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                if (!line.startsWith("#")) {
                    String[] cells = line.split("\t", 4);
                    String neutral = cell(cells, 2);
                    boolean any = neutral.equals("*");
                    fields.put(cells[0], new Field(cells[1], any, any ? List.of() : values(neutral), cell(cells, 3)));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(RESOURCE, e);
        }
        return Map.copyOf(fields);
    }

    private static String cell(@Nullable String[] cells, int index) {
        String cell = index < cells.length ? cells[index] : null;
        return cell == null ? "" : cell;
    }

    private static List<JsonNode> values(String text) throws JsonProcessingException {
        List<JsonNode> values = new ArrayList<>();
        for (String each : text.split(" ")) {
            if (!each.isEmpty()) {
                values.add(Json.PLAIN.readTree(each));
            }
        }
        return values;
    }
}
