package io.brewprint.compose;

import io.brewprint.compose.Value.Declared;
import io.brewprint.compose.Wording.Part;
import io.brewprint.compose.Wording.Place;
import io.brewprint.compose.Wording.Words;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Says in English what a plan is: all of it, so that it is the only thing that was meant, in one of many ways. */
final class Telling {
    private static final int MOST_TRIES = 30;

    private final Plan plan;
    private final Random random;
    private final Register register;
    private final Nouns nouns;

    private Telling(Plan plan, Register register, Random random) {
        this.plan = plan;
        this.register = register;
        this.random = random;
        nouns = new Nouns(plan, this, random);
    }

    /** A request for a plan. */
    static String of(Plan plan, Register register, Random random) {
        return new Telling(plan, register, random).text();
    }

    Register register() {
        return register;
    }

    private String text() {
        boolean lines = plan.starts().size() > 1 && random.nextInt(3) == 0;
        String opening = opening();
        String declared = plan.variables().isEmpty() || random.nextInt(3) == 0 ? "" : declarations();
        List<String> sentences = new ArrayList<>();
        for (Act start : plan.starts()) {
            sentences.add(sentence(start));
        }
        boolean colon = !opening.isEmpty() && declared.isEmpty() && sentences.size() == 1 && random.nextBoolean();
        var text = new StringBuilder();
        if (!opening.isEmpty()) {
            text.append(opening).append(declared).append(colon ? ": " : ". ");
        } else if (!declared.isEmpty()) {
            text.append(upper(declared.strip())).append(". ");
        }
        for (int i = 0; i < sentences.size(); i++) {
            String sentence = colon || (register == Register.CASUAL && random.nextBoolean())
                    ? sentences.get(i)
                    : upper(sentences.get(i));
            text.append(i == 0 ? "" : lines ? "\n" : " ").append(sentence);
            text.append(i == sentences.size() - 1 && register == Register.CASUAL && random.nextBoolean() ? "" : ".");
        }
        return text.toString();
    }

    private String opening() {
        String kind = plan.parent().equals("Actor") ? pick("", " actor", " Actor") : " " + kind(plan.parent());
        String called = plan.named() ? pick(" called ", " named ", " ") + plan.name() : "";
        String article =
                "aeiou".indexOf(Character.toLowerCase(kind.isBlank() ? 'b' : kind.charAt(1))) >= 0 ? " an" : " a";
        String thing = article + kind + pick(" Blueprint", " Blueprint", " blueprint") + called;
        boolean needed = plan.named() || !plan.parent().equals("Actor");
        return switch (register) {
            case PLAIN ->
                !needed && random.nextInt(3) == 0
                        ? ""
                        : pick("Create", "Make", "Build", "Write", "Please create", "I need", "I want", "Give me")
                                + thing;
            case CASUAL ->
                !needed && random.nextBoolean()
                        ? ""
                        : pick(
                                        "hey, make me",
                                        "can you make",
                                        "gimme",
                                        "need",
                                        "pls make",
                                        "ok so i want",
                                        "could you do")
                                + thing;
            case TECHNICAL ->
                plan.named()
                        ? pick(
                                "Blueprint " + plan.name() + ", parent " + plan.parent(),
                                plan.name() + " (" + plan.parent() + ")",
                                "Create " + plan.name() + " with parent class " + plan.parent())
                        : needed ? pick("Parent: ", "Parent class ") + plan.parent() : "";
        };
    }

    private String kind(String parent) {
        return random.nextInt(3) == 0 ? parent : Nouns.words(parent);
    }

    private String declarations() {
        List<String> said = new ArrayList<>();
        for (Declared variable : plan.variables()) {
            said.add(nouns.declaration(variable));
        }
        String with = register == Register.TECHNICAL
                ? pick("; variables: ", " with the variables ", ". Variables: ")
                : pick(" with ", " that has ", " having ");
        return with + (register == Register.TECHNICAL ? String.join(", ", said) : list(said));
    }

    private String sentence(Act start) {
        String when = told(start);
        List<Act> block = start.blocks.values().iterator().next();
        boolean last = random.nextInt(7) == 0 && block.stream().noneMatch(Act::isFlow);
        String does = block(block);
        return last ? does + " " + when : when + pick(", ", ", ", ", ", ": ") + does;
    }

    /** What an act is, in words. */
    String told(Act act) {
        if (register == Register.TECHNICAL && random.nextBoolean()) {
            return technical(act);
        }
        Map<String, Value> places = places(act.recipe.inputs(), act.inputs);
        for (int i = 0; i < MOST_TRIES; i++) {
            List<Part> parts = act.recipe.wording().say(random);
            if (saysAll(parts, places, act)) {
                return filled(parts, places, act);
            }
        }
        return technical(act);
    }

    /** What can be named: inputs, and those of nodes that are part of a recipe. */
    private static Map<String, Value> places(List<Input> inputs, Map<String, Value> values) {
        Map<String, Value> places = new LinkedHashMap<>();
        for (Input input : inputs) {
            Value value = values.get(input.pin());
            if (value != null
                    && input.source() instanceof Input.Made made
                    && value instanceof Value.Computed computed) {
                places.putAll(places(made.inputs(), computed.inputs()));
            } else if (value != null && !(input.source() instanceof Input.SameVariable)) {
                places.put(input.pin(), value);
            }
        }
        return places;
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
        return values && (act == null || !act.isFlow() || said.containsAll(act.blocks.keySet()));
    }

    private static boolean isUnsaid(Value value) {
        return value instanceof Value.Itself
                || (value instanceof Value.Literal literal && literal.english().isEmpty());
    }

    private String filled(List<Part> parts, Map<String, Value> places, Act act) {
        var text = new StringBuilder();
        for (Part part : parts) {
            switch (part) {
                case Words words -> text.append(words.text().replace("*", act.target));
                case Place place -> {
                    Value value = places.get(place.pin());
                    text.append(
                            value == null
                                    ? inner(act, place.pin())
                                    : nouns.noun(value, place.whose(), isWhether(act, place.pin()), 0));
                }
                default -> throw new IllegalStateException("a choice is left: " + part);
            }
        }
        return text.toString();
    }

    /** True where a truth is a thing and no condition. */
    private static boolean isWhether(Act act, String pin) {
        return !act.isFlow() && !pin.equals("Condition");
    }

    /** A value's wording, for {@link Nouns}. */
    @Nullable
    String worded(Value.Computed computed, int depth) {
        Map<String, Value> places = places(computed.recipe().inputs(), computed.inputs());
        for (int i = 0; i < MOST_TRIES; i++) {
            List<Part> parts = computed.recipe().wording().say(random);
            if (saysAll(parts, places, null)) {
                var text = new StringBuilder();
                for (Part part : parts) {
                    if (part instanceof Words words) {
                        text.append(words.text());
                    } else if (part instanceof Place place) {
                        Value value = Objects.requireNonNull(places.get(place.pin()));
                        text.append(nouns.noun(value, place.whose(), false, depth + 1));
                    }
                }
                return text.toString();
            }
        }
        return null;
    }

    private String inner(Act act, String pin) {
        List<Act> block = act.blocks.getOrDefault(pin, List.of());
        String text = block(block);
        boolean split =
                act.blocks.size() > 1 && block.size() > 1 && !act.recipe.type().equals("Branch");
        return split || block.stream().anyMatch(Act::isFlow) ? "(" + text + ")" : text;
    }

    private String block(List<Act> block) {
        if (block.isEmpty()) {
            return "do nothing";
        }
        var text = new StringBuilder();
        for (int i = 0; i < block.size(); i++) {
            Act before = i == 0 ? null : block.get(i - 1);
            if (before != null && before.isFlow()) {
                text.append(pick("; when the loop is done, ", "; after the loop, ", "; once that loop has ended, "));
            } else if (before != null) {
                boolean last = i == block.size() - 1;
                text.append(
                        last
                                ? pick(", then ", " and then ", ", and ", ", then ", "; then ", ", and finally ")
                                : pick(", ", ", then ", "; ", ", after that "));
            }
            text.append(told(block.get(i)));
        }
        return text.toString();
    }

    private String technical(Act act) {
        List<String> said = new ArrayList<>();
        act.inputs.forEach((pin, value) -> {
            if (!(value instanceof Value.Itself)) {
                said.add(pin + pick("=", ": ", " ") + nouns.technical(value, 0));
            }
        });
        String event = act.blocks.size() == 1 && act.type().startsWith("Event_")
                ? act.blocks.keySet().iterator().next()
                : "";
        String list = String.join(", ", said);
        String pins = said.isEmpty() ? "" : random.nextInt(2) == 0 ? "(" + list + ")" : " [" + list + "]";
        var text = new StringBuilder(event.isEmpty() || event.equals("Then") ? "" : event + " of ");
        text.append(act.type()).append(pins);
        if (!act.recipe.second().isEmpty()) {
            text.append(" and ").append(act.recipe.second()).append(" on it");
        }
        if (act.isFlow() && event.isEmpty()) {
            act.blocks.forEach((pin, block) -> text.append(text.charAt(text.length() - 1) == ';' ? " " : "; ")
                    .append(pin)
                    .append(": ")
                    .append(inner(act, pin)));
        }
        return text.toString();
    }

    private static String list(List<String> parts) {
        if (parts.size() < 2) {
            return String.join("", parts);
        }
        return String.join(", ", parts.subList(0, parts.size() - 1)) + " and " + parts.getLast();
    }

    private static String upper(String text) {
        return text.isEmpty() ? text : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    String pick(String... of) {
        return of[random.nextInt(of.length)];
    }
}
