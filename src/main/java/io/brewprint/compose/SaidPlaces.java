package io.brewprint.compose;

import io.brewprint.compose.Wording.Part;
import io.brewprint.compose.Wording.Place;
import io.brewprint.compose.Wording.Words;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a wording has to name: inputs, and those of nodes that are part of a recipe. */
final class SaidPlaces {
    private static final int MOST_TRIES = 30;

    private SaidPlaces() {}

    /** Values by the names that wordings use. */
    static Map<String, Value> of(List<Input> inputs, Map<String, Value> values) {
        Map<String, Value> places = new LinkedHashMap<>();
        for (Input input : inputs) {
            Value value = values.get(input.pin());
            if (value != null
                    && input.source() instanceof Input.Made made
                    && value instanceof Value.Computed computed) {
                places.putAll(of(made.inputs(), computed.inputs()));
            } else if (value != null && !isImplied(input.source())) {
                places.put(input.pin(), value);
            }
        }
        return places;
    }

    /** The variable that another input names, and the time of a frame that "per second" says. */
    private static boolean isImplied(Input.Source source) {
        return source instanceof Input.SameVariable
                || (source instanceof Input.Taken taken && taken.kind() == Kind.FRAME);
    }

    /** One way to say all of it; null where none was found. */
    static @Nullable List<Part> say(Wording wording, Map<String, Value> places, @Nullable Act act, Random random) {
        for (int i = 0; i < MOST_TRIES; i++) {
            List<Part> parts = wording.say(random);
            if (saysAll(parts, places, act)) {
                return parts;
            }
        }
        return null;
    }

    /**
     * The text of what is said.
     *
     * @param target what stands for * in the words
     * @param named what stands for a place
     */
    static String text(List<Part> said, String target, Function<Place, String> named) {
        var text = new StringBuilder();
        for (Part part : said) {
            text.append(
                    switch (part) {
                        case Words words -> words.text().replace("*", target);
                        case Place place -> named.apply(place);
                        default -> throw new IllegalStateException("a choice is left: " + part);
                    });
        }
        return text.toString();
    }

    private static boolean saysAll(List<Part> parts, Map<String, Value> places, @Nullable Act act) {
        Set<String> said = new HashSet<>();
        for (Part part : parts) {
            if (part instanceof Place place) {
                boolean there = places.containsKey(place.pin()) || (act != null && act.blocks.containsKey(place.pin()));
                if (!there) {
                    return false;
                }
                said.add(place.pin());
            }
        }
        boolean values =
                places.entrySet().stream().allMatch(each -> said.contains(each.getKey()) || isUnsaid(each.getValue()));
        return values && (act == null || act.isEvent() || said.containsAll(act.blocks.keySet()));
    }

    private static boolean isUnsaid(Value value) {
        return value instanceof Value.Itself
                || (value instanceof Value.Literal literal && literal.english().isEmpty());
    }
}
