package io.brewprint.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.brewprint.blueprint.NearMiss;
import io.brewprint.config.Json;
import io.brewprint.web.ChatModel.Refused;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
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
    private static final Pattern INDEX = Pattern.compile("\\[\\d+]");

    /** Objects in which other servers have the fields that stand beside model here. */
    private static final Set<String> GATHERED = Set.of("options", "parameters");

    /** What is done here, by where it stands. */
    private static final Map<String, Set<String>> HONOURED = Map.of(
            "",
            Set.of(
                    "model",
                    "messages",
                    "prompt",
                    "max_tokens",
                    "max_completion_tokens",
                    "temperature",
                    "top_p",
                    "top_k",
                    "seed",
                    "stop",
                    "repetition_penalty",
                    "repeat_penalty",
                    "stream",
                    "stream_options",
                    "brewprint_constraint"),
            "messages[].",
            Set.of("role", "content"),
            "messages[].content[].",
            Set.of("type", "text"),
            "stream_options.",
            Set.of("include_usage"));

    private ForeignFields() {}

    /** By place and name, such as {@code messages[].name}; in the order of the table. */
    static Map<String, Field> all() {
        return ALL;
    }

    /** Names of what is done here at a place: empty for a request itself, {@code messages[].} and so on. */
    static Set<String> honoured(String place) {
        return HONOURED.getOrDefault(place, Set.of());
    }

    /**
     * Refuses a field by its name, unless it asks for nothing.
     *
     * @param path what it stands in: {@code messages[0].}, empty for the request itself
     */
    static void check(String path, String name, JsonNode value) throws Refused {
        check(path, INDEX.matcher(path).replaceAll("[]"), name, value);
    }

    private static void check(String path, String place, String name, JsonNode value) throws Refused {
        String shown = path + Refused.quote(name);
        Field field = ALL.get(place + name);
        if (field == null) {
            throw new Refused(
                    shown,
                    honoured(place).contains(name)
                            ? shown + " is read by another path: leave it out"
                            : shown + " is no field that is known here: leave it out"
                                    + NearMiss.of(name, honoured(place))
                                            .map(near -> "; did you mean " + near + "?")
                                            .orElse(""));
        }
        if (value.isObject() && path.isEmpty() && GATHERED.contains(name)) {
            for (Map.Entry<String, JsonNode> entry : value.properties()) {
                if (honoured("").contains(entry.getKey())) {
                    throw new Refused(
                            shown + "." + entry.getKey(),
                            shown + "." + entry.getKey() + " is not read there (" + shown + " is a field of "
                                    + field.whose + "): write " + entry.getKey() + " beside model");
                }
                check(shown + ".", "", entry.getKey(), entry.getValue());
            }
            return;
        }
        if (!field.anything && !asksNothing(field, value)) {
            throw new Refused(
                    shown,
                    shown + " is not supported here (it is a field of " + field.whose + "): leave it out"
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
    private static boolean asksNothing(JsonNode value) {
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
        Map<String, Field> fields = new LinkedHashMap<>();
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
        return Collections.unmodifiableMap(fields);
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
