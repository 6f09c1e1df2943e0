package io.brewprint.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One JSON object while it is being read: each getter names a key, its default and what it may be. What no getter asked
 * for is unknown, so {@link #end()} must close every section.
 */
final class Section {
    private final String file;
    private final String path;
    private final JsonNode node;
    private final Map<String, Where> places;
    private final Set<String> known = new LinkedHashSet<>();

    /** @param places JSON pointer to the place of every value of the file */
    Section(String file, String path, JsonNode node, Map<String, Where> places) {
        this.file = file;
        this.path = path;
        this.node = node;
        this.places = places;
        if (!node.isMissingNode() && !node.isObject()) {
            throw refuse("", "an object in braces", node);
        }
    }

    /** A section with nothing in it: reading it gives the defaults. */
    static Section empty() {
        return new Section("defaults", "", MissingNode.getInstance(), Map.of());
    }

    Section section(String key) {
        known.add(key);
        return new Section(file, path + "/" + key, node.path(key), places);
    }

    int whole(String key, int fallback, int from, int to) {
        return (int) wholeLong(key, fallback, from, to);
    }

    long wholeLong(String key, long fallback, long from, long to) {
        JsonNode value = take(key);
        if (value.isMissingNode()) {
            return fallback;
        }
        if (!value.isIntegralNumber()
                || !value.canConvertToLong()
                || value.longValue() < from
                || value.longValue() > to) {
            throw refuse(key, "a whole number from " + from + " to " + to, value);
        }
        return value.longValue();
    }

    double number(String key, double fallback, double from, double to) {
        JsonNode value = take(key);
        if (value.isMissingNode()) {
            return fallback;
        }
        if (!value.isNumber() || !(value.doubleValue() >= from && value.doubleValue() <= to)) {
            throw refuse(key, "a number from " + from + " to " + to, value);
        }
        return value.doubleValue();
    }

    boolean flag(String key, boolean fallback) {
        JsonNode value = take(key);
        if (value.isMissingNode()) {
            return fallback;
        }
        if (!value.isBoolean()) {
            throw refuse(key, "true or false", value);
        }
        return value.booleanValue();
    }

    String text(String key, String fallback) {
        JsonNode value = take(key);
        if (value.isMissingNode()) {
            return fallback;
        }
        if (!value.isTextual() || value.textValue().isBlank()) {
            throw refuse(key, "a text that is not empty", value);
        }
        return value.textValue();
    }

    String oneOf(String key, String fallback, List<String> choices) {
        String value = text(key, fallback);
        if (!choices.contains(value)) {
            throw refuse(key, "one of " + String.join(", ", choices), node.path(key));
        }
        return value;
    }

    List<String> texts(String key, List<String> fallback, List<String> choices) {
        JsonNode value = take(key);
        if (value.isMissingNode()) {
            return fallback;
        }
        List<String> out = new ArrayList<>();
        if (value.isArray()) {
            value.forEach(item -> out.add(item.isTextual() ? item.textValue() : ""));
        }
        if (out.isEmpty() || !choices.containsAll(out) || Set.copyOf(out).size() != out.size()) {
            throw refuse(key, "a list of different names out of " + String.join(", ", choices), value);
        }
        return List.copyOf(out);
    }

    /** Refuses what no getter asked for. */
    void end() {
        node.fieldNames().forEachRemaining(key -> {
            if (!known.contains(key)) {
                throw new ConfigException(
                        where(key), dotted(key) + " is not a known key (known here: " + String.join(", ", known) + ")");
            }
        });
    }

    /** For checks that need more than a type and a range. */
    ConfigException refuse(String key, String expected) {
        return refuse(key, expected, node.path(key));
    }

    private JsonNode take(String key) {
        known.add(key);
        return node.path(key);
    }

    private ConfigException refuse(String key, String expected, JsonNode found) {
        String shown = found.toString();
        if (shown.length() > 60) {
            shown = shown.substring(0, 57) + "...";
        }
        return new ConfigException(where(key), dotted(key) + " must be " + expected + ", found " + shown);
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
