package io.brewprint.web;

import com.fasterxml.jackson.databind.JsonNode;
import io.brewprint.web.ChatModel.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * Fields of a request by their types; null counts as absent, and another type is refused rather than taken for absent.
 */
record RequestFields(JsonNode json) {
    /** Whether a field says something. */
    boolean has(String name) {
        return json.hasNonNull(name);
    }

    String text(String name) throws Refused {
        JsonNode value = json.path(name);
        if (!value.isTextual()) {
            throw new Refused(name + " must be a text");
        }
        return value.asText();
    }

    boolean flag(String name) throws Refused {
        if (has(name) && !json.path(name).isBoolean()) {
            throw new Refused(name + " must be true or false");
        }
        return json.path(name).asBoolean();
    }

    OptionalLong whole(String name, long least, long most) throws Refused {
        JsonNode value = json.path(name);
        if (!has(name)) {
            return OptionalLong.empty();
        }
        if (!value.isIntegralNumber() || !value.canConvertToLong() || value.asLong() < least || value.asLong() > most) {
            throw new Refused(name + " must be a whole number from " + least + " to " + most);
        }
        return OptionalLong.of(value.asLong());
    }

    /** A number above {@code least}, or from it on if {@code with} says so, up to {@code most}. */
    OptionalDouble number(String name, double least, boolean with, double most) throws Refused {
        JsonNode value = json.path(name);
        if (!has(name)) {
            return OptionalDouble.empty();
        }
        double number = value.asDouble();
        if (!value.isNumber() || !(with ? number >= least : number > least) || !(number <= most)) {
            throw new Refused(name + " must be a number " + (with ? "from " : "above ") + least + " to " + most);
        }
        return OptionalDouble.of(number);
    }

    /** One text or a list of texts; empty if absent. */
    List<String> texts(String name) throws Refused {
        JsonNode value = json.path(name);
        List<String> texts = new ArrayList<>();
        if (value.isTextual()) {
            texts.add(value.asText());
        } else if (value.isArray()) {
            for (JsonNode each : value) {
                if (!each.isTextual()) {
                    throw new Refused(name + " must be a text or a list of texts");
                }
                texts.add(each.asText());
            }
        } else if (has(name)) {
            throw new Refused(name + " must be a text or a list of texts");
        }
        return texts;
    }

    /** Refuses a field, unless its value asks for nothing: absent, false, 0, empty, or one of {@code harmless}. */
    void unsupported(String name, String... harmless) throws Refused {
        JsonNode value = json.path(name);
        boolean nothing = !has(name)
                || (value.isBoolean() && !value.asBoolean())
                || (value.isNumber() && value.asDouble() == 0)
                || (value.isContainerNode() && value.isEmpty())
                || (value.isTextual() && value.asText().isEmpty())
                || List.of(harmless).contains(value.toString());
        if (!nothing) {
            throw new Refused(name + " is not supported here: leave it out");
        }
    }
}
