package io.brewprint.compose;

import io.brewprint.compose.Value.Declared;
import io.brewprint.compose.Wording.Part;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * The second grammar of English: another pen, whose words, sentences and order have nothing to do with
 * {@link Telling}'s. Only exams use it.
 */
final class Retelling {
    private final Plan plan;
    private final Random random;
    private final Set<String> known = new HashSet<>();

    private Retelling(Plan plan, Random random) {
        this.plan = plan;
        this.random = random;
    }

    /** A request for a plan made of what the other pen knows. */
    static String of(Plan plan, Random random) {
        return new Retelling(plan, random).text();
    }

    private String text() {
        List<String> sentences = new ArrayList<>();
        String kind = plan.parent().equals("Actor") ? "actor" : Nouns.words(plan.parent());
        if (plan.named()) {
            sentences.add(pick(
                    "The " + kind + " we are after goes by the name of " + plan.name(),
                    "Title of the " + kind + ": " + plan.name(),
                    "Picture a new " + kind + ", " + plan.name(),
                    plan.name() + " shall be our next " + kind));
        } else if (!kind.equals("actor")) {
            sentences.add(pick("What we extend is the class " + plan.parent(), "It shall be some " + kind));
        }
        if (!plan.variables().isEmpty() && random.nextInt(3) > 0) {
            List<String> held = plan.variables().stream().map(this::held).toList();
            sentences.add(pick("Its memory: ", "What it remembers: ", "Fields: ") + String.join("; ", held));
        }
        for (Act start : plan.starts()) {
            String when = told(start);
            String does = block(start.blocks.values().iterator().next());
            sentences.add(when + pick(", ", ": ", " - ") + does);
        }
        var text = new StringBuilder();
        sentences.forEach(sentence -> text.append(text.isEmpty() ? "" : " ")
                .append(sentence.substring(0, 1).toUpperCase(Locale.ROOT))
                .append(sentence.substring(1))
                .append('.'));
        return text.toString();
    }

    private String held(Declared variable) {
        known.add(variable.name());
        String type = type(variable.type());
        String begins = variable.said().isEmpty() ? "" : pick(" beginning as ", ", at first ") + variable.said();
        return variable.name() + pick(", ", " - ") + type + begins;
    }

    private String type(String type) {
        return switch (type) {
            case "Bool" -> pick("a flag", "a yes or no");
            case "Int" -> pick("a counter without fractions", "an int");
            case "Float" -> pick("a number with fractions", "a float");
            case "String" -> "a string";
            case "Vector" -> "a vector";
            case "Name" -> "a name";
            default ->
                type.startsWith("Array<")
                        ? "a list of " + Nouns.words(Values.element(type)) + " entries"
                        : "some " + Nouns.words(type);
        };
    }

    private String block(List<Act> block) {
        var text = new StringBuilder();
        for (int i = 0; i < block.size(); i++) {
            boolean after = i > 0 && block.get(i - 1).isFlow();
            text.append(
                    i == 0
                            ? ""
                            : after
                                    ? pick("; all rounds done, ", "; with the last round over, ")
                                    : pick(", whereupon ", "; afterwards ", ", followed by this: ", ", and next "));
            text.append(told(block.get(i)));
        }
        return text.toString();
    }

    private String told(Act act) {
        Map<String, Value> places = SaidPlaces.of(act.recipe.inputs(), act.inputs);
        List<Part> parts = SaidPlaces.say(act.recipe.wording(), places, act, random);
        if (parts == null) {
            throw new IllegalStateException("second.tsv has no whole wording for " + act.type());
        }
        return SaidPlaces.text(parts, act.target, place -> {
            Value value = places.get(place.pin());
            return value == null ? inner(act, place.pin()) : noun(value, 0);
        });
    }

    private String inner(Act act, String pin) {
        List<Act> block = act.blocks.getOrDefault(pin, List.of());
        String text = block(block);
        return block.size() > 1 || block.stream().anyMatch(Act::isFlow) ? "[" + text + "]" : text;
    }

    private String noun(Value value, int depth) {
        return switch (value) {
            case Value.Itself itself -> pick("our own actor", "the thing itself", "this very thing");
            case Value.Literal literal ->
                literal.english().isEmpty() ? literal.dsl() : literal.english().getFirst();
            case Value.Stored stored -> mention(stored.variable());
            case Value.Given given -> given(given);
            case Value.Delegated delegated -> delegated.name();
            case Value.Computed computed -> computed(computed, depth);
        };
    }

    private String mention(Declared variable) {
        if (known.add(variable.name())) {
            String begins = variable.said().isEmpty() ? "" : ", at first " + variable.said() + ",";
            return variable.name() + " (" + type(variable.type()) + begins.replaceFirst(",$", "") + ")";
        }
        return variable.name();
    }

    private String given(Value.Given given) {
        String target = given.from().target;
        String pin = target.isEmpty() ? given.pin() : given.pin().replace(target, "*");
        List<String> nouns = Recipes.secondNouns(pin);
        return nouns.isEmpty()
                ? given.nouns().getFirst()
                : Draw.one(random, nouns).replace("*", target);
    }

    private String computed(Value.Computed computed, int depth) {
        Map<String, Value> places = SaidPlaces.of(computed.recipe().inputs(), computed.inputs());
        List<Part> parts = SaidPlaces.say(computed.recipe().wording(), places, null, random);
        if (parts == null) {
            throw new IllegalStateException(
                    "second.tsv has no whole wording for " + computed.recipe().type());
        }
        String text = SaidPlaces.text(parts, "*", place -> noun(places.getOrDefault(place.pin(), computed), depth + 1));
        return depth > 0 && places.size() > 1 ? "[" + text + "]" : text;
    }

    private String pick(String... of) {
        return of[random.nextInt(of.length)];
    }
}
