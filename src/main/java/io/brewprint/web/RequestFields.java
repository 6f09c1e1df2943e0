package io.brewprint.web;

import com.fasterxml.jackson.databind.JsonNode;
import io.brewprint.web.ChatModel.Refused;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Fields of a request by their types. Another type is refused rather than taken for absent, and so is, at the end,
 * every field that nobody asked for: see {@link ForeignFields}. Nulls are taken out of the request before.
 */
final class RequestFields {
    private final JsonNode json;
    private final String path;
    private final Set<String> read = new HashSet<>();

    RequestFields(JsonNode json) {
        this(json, "");
    }

    private RequestFields(JsonNode json, String path) {
        this.json = json;
        this.path = path;
    }

    /** The fields of an object within, by the name that errors give it. */
    static RequestFields of(JsonNode json, String path) throws Refused {
        if (!json.isObject()) {
            throw new Refused(path, path + " must be an object");
        }
        return new RequestFields(json, path + ".");
    }

    /** The fields of an object within this one. */
    RequestFields part(String name, JsonNode value) throws Refused {
        return of(value, path + name);
    }

    /** A refusal that names a field. */
    Refused refused(String name, String what) {
        return new Refused(path + name, path + name + " " + what);
    }

    /** Whether a field says something. */
    boolean has(String name) {
        read.add(name);
        return json.hasNonNull(name);
    }

    JsonNode value(String name) {
        read.add(name);
        return json.path(name);
    }

    String text(String name) throws Refused {
        JsonNode value = value(name);
        if (!value.isTextual()) {
            throw refused(name, "must be a text");
        }
        return value.asText();
    }

    boolean flag(String name) throws Refused {
        if (has(name) && !json.path(name).isBoolean()) {
            throw refused(name, "must be true or false");
        }
        return json.path(name).asBoolean();
    }

    OptionalLong whole(String name, long least, long most) throws Refused {
        JsonNode value = value(name);
        if (!has(name)) {
            return OptionalLong.empty();
        }
        if (!value.isIntegralNumber() || !value.canConvertToLong() || value.asLong() < least || value.asLong() > most) {
            throw refused(name, "must be a whole number from " + least + " to " + most);
        }
        return OptionalLong.of(value.asLong());
    }

    /** A number above {@code least}, or from it on if {@code with} says so, up to {@code most}. */
    OptionalDouble number(String name, double least, boolean with, double most) throws Refused {
        JsonNode value = value(name);
        if (!has(name)) {
            return OptionalDouble.empty();
        }
        double number = value.asDouble();
        if (!value.isNumber() || !(with ? number >= least : number > least) || !(number <= most)) {
            throw refused(name, "must be a number " + (with ? "from " : "above ") + least + " to " + most);
        }
        return OptionalDouble.of(number);
    }

    /** One text or a list of texts; empty if absent. */
    List<String> texts(String name) throws Refused {
        JsonNode value = value(name);
        List<String> texts = new ArrayList<>();
        if (value.isTextual()) {
            texts.add(value.asText());
        } else if (value.isArray()) {
            for (JsonNode each : value) {
                if (!each.isTextual()) {
                    throw refused(name, "must be a text or a list of texts");
                }
                texts.add(each.asText());
            }
        } else if (has(name)) {
            throw refused(name, "must be a text or a list of texts");
        }
        return texts;
    }

    /** Refuses whatever was not asked for and asks for something; in the order written. */
    void end() throws Refused {
        for (Map.Entry<String, JsonNode> entry : json.properties()) {
            if (!read.contains(entry.getKey())) {
                ForeignFields.check(path, entry.getKey(), entry.getValue());
            }
        }
    }
}
