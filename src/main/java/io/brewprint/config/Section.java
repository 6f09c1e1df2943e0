package io.brewprint.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One JSON object while it is being read: each getter names a key, its default, what it may be and what it means. What
 * no getter asked for is unknown, so {@link #end()} must close every section.
 */
final class Section {
    private static final String SCHEMA = "$schema";

    private final String file;
    private final String path;
    private final JsonNode node;
    private final Map<String, Where> places;
    private final Declarations declarations;
    private final @Nullable UnaryOperator<String> called;
    private final Set<String> known = new LinkedHashSet<>();
    private final Set<String> secret = new HashSet<>();

    private Section(
            String file,
            String path,
            JsonNode node,
            Map<String, Where> places,
            Declarations declarations,
            @Nullable UnaryOperator<String> called) {
        this.file = file;
        this.path = path;
        this.node = node;
        this.places = places;
        this.declarations = declarations;
        this.called = called;
        if (!node.isMissingNode() && !node.isObject()) {
            throw refuse("", "an object in braces", node);
        }
    }

    /** A section with nothing in it: reading it gives the defaults, and {@code declarations} every key. */
    static Section empty(Declarations declarations) {
        return new Section("defaults", "", MissingNode.getInstance(), Map.of(), declarations, null);
    }

    /** @param places JSON pointer to the place of every value of the file */
    static Section of(String file, JsonNode node, Map<String, Where> places) {
        return new Section(file, "", node, places, new Declarations(), null);
    }

    /** A configuration of which a part was given by options: messages name those. */
    static Section given(JsonNode node, UnaryOperator<String> called) {
        return new Section("", "", node, Map.of(), new Declarations(), called);
    }

    Section section(String key, String meaning) {
        known.add(key);
        declarations.section(key, meaning);
        return new Section(file, path + "/" + key, node.path(key), places, declarations, called);
    }

    /** Where editors look for the schema; nothing else reads it. */
    void schema() {
        JsonNode value = node.path(SCHEMA);
        if (!value.isMissingNode() && !value.isTextual()) {
            throw refuse(SCHEMA, "the address of a JSON schema", value);
        }
    }

    int whole(String key, int fallback, int from, int to, String meaning) {
        return (int) wholeLong(key, fallback, from, to, meaning);
    }

    long wholeLong(String key, long fallback, long from, long to, String meaning) {
        Setting.Whole range = new Setting.Whole(from, to);
        JsonNode value = take(key, fallback, range, meaning);
        if (value.isMissingNode()) {
            return fallback;
        }
        // 3.0 is a whole number for a JSON schema, and so it is here.
        if (!value.canConvertToExactIntegral()
                || !value.canConvertToLong()
                || value.longValue() < from
                || value.longValue() > to) {
            throw refuse(key, range.words(), value);
        }
        return value.longValue();
    }

    double number(String key, double fallback, double from, double to, String meaning) {
        Setting.Real range = new Setting.Real(from, to);
        JsonNode value = take(key, fallback, range, meaning);
        if (value.isMissingNode()) {
            return fallback;
        }
        if (!value.isNumber() || !(value.doubleValue() >= from && value.doubleValue() <= to)) {
            throw refuse(key, range.words(), value);
        }
        return value.doubleValue();
    }

    boolean flag(String key, boolean fallback, String meaning) {
        Setting.Flag range = new Setting.Flag();
        JsonNode value = take(key, fallback, range, meaning);
        if (value.isMissingNode()) {
            return fallback;
        }
        if (!value.isBoolean()) {
            throw refuse(key, range.words(), value);
        }
        return value.booleanValue();
    }

    String text(String key, String fallback, String meaning) {
        return text(key, fallback, Setting.Text.ANY, meaning);
    }

    String text(String key, String fallback, Setting.Text range, String meaning) {
        JsonNode value = take(key, fallback, range, meaning);
        if (value.isMissingNode()) {
            return fallback;
        }
        if (!value.isTextual() || !range.pattern().matcher(value.textValue()).find()) {
            throw refuse(key, range.words(), value);
        }
        return value.textValue();
    }

    /** A text that no message shows, whatever is wrong with it. */
    String secret(String key, String fallback, Setting.Text range, String meaning) {
        secret.add(key);
        return text(key, fallback, range, meaning);
    }

    String oneOf(String key, String fallback, List<String> choices, String meaning) {
        Setting.OneOf range = new Setting.OneOf(choices);
        JsonNode value = take(key, fallback, range, meaning);
        if (value.isMissingNode()) {
            return fallback;
        }
        if (!value.isTextual() || !choices.contains(value.textValue())) {
            throw refuse(key, range.words(), value);
        }
        return value.textValue();
    }

    List<String> texts(String key, List<String> fallback, List<String> choices, String meaning) {
        Setting.SomeOf range = new Setting.SomeOf(choices);
        JsonNode value = take(key, fallback, range, meaning);
        if (value.isMissingNode()) {
            return fallback;
        }
        List<String> out = new ArrayList<>();
        if (value.isArray()) {
            value.forEach(item -> out.add(item.isTextual() ? item.textValue() : ""));
        }
        if (out.isEmpty() || !choices.containsAll(out) || Set.copyOf(out).size() != out.size()) {
            throw refuse(key, range.words(), value);
        }
        return List.copyOf(out);
    }

    /** Refuses what no getter asked for. */
    void end() {
        node.fieldNames().forEachRemaining(key -> {
            if (!known.contains(key) && !(path.isEmpty() && key.equals(SCHEMA))) {
                throw unknown(key);
            }
        });
    }

    private ConfigException unknown(String key) {
        return RetiredSettings.remedy(dotted(key))
                .map(remedy -> new ConfigException(where(key), dotted(key) + " is a key of an older version", remedy))
                .or(() -> OriginalConfig.nameHere(dotted(key))
                        .map(here -> new ConfigException(
                                where(key),
                                dotted(key) + " is the original program's key in a file of this one",
                                "call it " + here)))
                .orElseGet(() -> new ConfigException(
                        where(key),
                        dotted(key) + " is not a known key (known here: " + String.join(", ", known) + ")"));
    }

    /** For checks that need more than a type and a range. */
    ConfigException refuse(String key, String expected) {
        return refuse(key, expected, node.path(key));
    }

    private JsonNode take(String key, Object fallback, Setting.Range range, String meaning) {
        known.add(key);
        declarations.add(new Setting(dotted(""), key, fallback, range, meaning));
        return node.path(key);
    }

    private ConfigException refuse(String key, String expected, JsonNode found) {
        String shown = found.toString();
        if (shown.length() > 60) {
            shown = shown.substring(0, 57) + "...";
        }
        String what = " must be " + expected + (secret.contains(key) ? "" : ", found " + shown);
        return called == null
                ? new ConfigException(where(key), dotted(key) + what)
                : ConfigException.ofOption(called.apply(dotted(key)) + what);
    }

    private Where where(String key) {
        String pointer =
                key.isEmpty() ? path : path + "/" + key.replace("~", "~0").replace("/", "~1");
        return places.getOrDefault(pointer, Where.NOWHERE).orIn(file);
    }

    private String dotted(String key) {
        String pointer = key.isEmpty() ? path : path + "/" + key;
        return pointer.isEmpty() ? "the file" : pointer.substring(1).replace('/', '.');
    }
}
