package io.brewprint.compose;

import io.brewprint.compose.Wording.Part;
import io.brewprint.compose.Wording.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Says in English what a plan is: all of it, so that it is the only thing that was meant, in one of many ways. */
final class Telling {
    private final Plan plan;
    private final Random random;
    private final Style style;
    private final Nouns nouns;

    private Telling(Plan plan, Style style, Random random) {
        this.plan = plan;
        this.style = style;
        this.random = random;
        nouns = new Nouns(plan, this, random);
    }

    /** A request for a plan. */
    static String of(Plan plan, Style style, Random random) {
        return new Telling(plan, style, random).text();
    }

    Register register() {
        return style.register();
    }

    private String text() {
        String opening = new Opening(plan, register(), random).text();
        String declared = plan.variables().isEmpty() || random.nextInt(4) == 0 ? "" : declarations();
        boolean that = style.that() && !opening.isEmpty() && (declared.isEmpty() || random.nextInt(4) == 0);
        List<String> sentences = new ArrayList<>();
        List<Act> starts = new ArrayList<>(plan.starts());
        for (OwnFunction function : plan.functions()) {
            starts.add(random.nextInt(4) == 0 ? 0 : starts.size(), function.entry());
        }
        for (Act start : starts) {
            sentences.add(sentence(start, that && (sentences.isEmpty() || random.nextInt(4) == 0)));
        }
        boolean colon = !opening.isEmpty() && declared.isEmpty() && sentences.size() == 1 && random.nextBoolean();
        boolean casual = register() == Register.CASUAL;
        var text = new StringBuilder();
        if (that) {
            text.append(opening).append(declared).append(pick(" that ", " that ", " which "));
        } else if (!opening.isEmpty()) {
            text.append(opening).append(declared).append(colon ? pick(": ", ": ", " - ") : ". ");
        } else if (!declared.isEmpty()) {
            text.append(upper(declared.replaceFirst("^[.;]? ", ""))).append(". ");
        }
        boolean lines = style.lines() && sentences.size() > 1;
        for (int i = 0; i < sentences.size(); i++) {
            boolean small = (that && i == 0) || colon || (casual && random.nextBoolean());
            text.append(i == 0 ? "" : lines ? "\n" : " ").append(small ? sentences.get(i) : upper(sentences.get(i)));
            text.append(i == sentences.size() - 1 && casual && random.nextBoolean() ? "" : ".");
        }
        return tidy(text.toString());
    }

    /** Without the blanks that words leave which were left out. */
    private static String tidy(String text) {
        return text.replaceAll(" {2,}", " ").replaceAll(" (?=[,.;:]( |$))", "");
    }

    private String declarations() {
        List<String> said = nouns.declarations(plan.variables());
        if (register() == Register.TECHNICAL) {
            return pick("; variables: ", " with the variables ", ". Variables: ") + String.join(", ", said);
        }
        return pick(" with ", " with ", " that has ", " having ", " which keeps ") + list(said);
    }

    private String sentence(Act start, boolean third) {
        String when = told(start, false);
        List<Act> block = start.blocks.values().iterator().next();
        boolean last = random.nextInt(third ? 2 : 5) == 0
                && block.size() < 4
                && block.stream().noneMatch(Act::isFlow);
        String does = block(block, third, style.sentences() && !last);
        return last ? does + " " + when : when + pick(", ", ", ", ", ", " ", ": ") + does;
    }

    /** What an act is, in words; as an order, or in the third person. */
    private String told(Act act, boolean third) {
        // A function's name stands over its graph and on no node of it.
        boolean function = act.type().equals(OwnFunction.ENTRY);
        if (register() == Register.TECHNICAL && !function && random.nextBoolean()) {
            return technical(act);
        }
        Map<String, Value> places = SaidPlaces.of(act.recipe.inputs(), act.inputs);
        List<Part> parts = SaidPlaces.say(act.recipe.wording(), places, act, random);
        if (parts == null) {
            return technical(act);
        }
        List<Part> result = style.results() && !third && !act.isEvent() && !act.isFlow() && random.nextInt(5) > 0
                ? Results.of(parts, random)
                : null;
        List<Part> said = result == null ? parts : result;
        String text = SaidPlaces.text(said, act.target, place -> named(place, places, act, third));
        if (result != null && text.startsWith("itself ")) {
            return "it" + text.substring("itself".length()); // nothing is done to itself that nobody does
        }
        return third ? Verbs.third(text) : text;
    }

    private String named(Place place, Map<String, Value> places, Act act, boolean third) {
        Value value = places.get(place.pin());
        if (value == null) {
            return inner(act, place.pin(), third);
        }
        return isAsked(act, place.pin()) ? nouns.condition(value) : nouns.noun(value, place.whose(), true, 0);
    }

    /** True where a truth is a condition and no thing. */
    private static boolean isAsked(Act act, String pin) {
        return act.isFlow() && pin.equals("Condition");
    }

    /** A value's wording, for {@link Nouns}. */
    @Nullable
    String worded(Value.Computed computed, int depth) {
        Map<String, Value> places = SaidPlaces.of(computed.recipe().inputs(), computed.inputs());
        List<Part> parts = SaidPlaces.say(computed.recipe().wording(), places, null, random);
        return parts == null
                ? null
                : SaidPlaces.text(
                        parts,
                        "*",
                        place -> nouns.noun(
                                Objects.requireNonNull(places.get(place.pin())), place.whose(), false, depth + 1));
    }

    private String inner(Act act, String pin, boolean third) {
        List<Act> block = act.blocks.getOrDefault(pin, List.of());
        String text = block(block, third, false);
        boolean elseIf = pin.equals("False")
                && block.size() == 1
                && block.getFirst().type().equals("Branch");
        boolean split =
                act.blocks.size() > 1 && block.size() > 1 && !act.recipe.type().equals("Branch");
        boolean open = block.stream().anyMatch(Act::isFlow) && !elseIf;
        return split || open ? "(" + text + ")" : text;
    }

    private String block(List<Act> block, boolean third, boolean sentences) {
        if (block.isEmpty()) {
            return third ? "does nothing" : "do nothing";
        }
        var text = new StringBuilder();
        for (int i = 0; i < block.size(); i++) {
            Act before = i == 0 ? null : block.get(i - 1);
            String joined = before == null
                    ? ""
                    : joint(before, block.get(i), i == block.size() - 1, third && sentences, sentences);
            String told = told(block.get(i), third);
            text.append(joined).append(joined.endsWith(". ") ? upper(told) : told);
            nouns.changed(block.get(i).inputs.get("VarName"));
        }
        return text.toString();
    }

    /** The words between two things that are done. */
    private String joint(Act before, Act next, boolean last, boolean third, boolean sentences) {
        if (before.isFlow()) {
            return sentences
                    ? pick(". When the loop is done, ", ". After the loop ", ". Once that loop has ended, ")
                    : pick("; when the loop is done, ", "; after the loop, ", "; once that loop has ended, ");
        }
        if (before.type().endsWith("Delay") && random.nextInt(3) == 0) {
            return sentences
                    ? pick(". When the delay completes, ", ". After that delay ")
                    : pick(" before it goes on: ", ", and after that ");
        }
        if (sentences && random.nextInt(3) > 0) {
            return third && !next.isFlow()
                    ? pick(". It then ", ". Then it ", ". After that it ")
                    : last
                            ? pick(". Then ", ". After that, ", ". Finally, ", ". Finally ", ". ", ". Also ")
                            : pick(". Then ", ". After that, ", ". Next ", ". ", ". ");
        }
        return last
                ? pick(", then ", " and then ", ", and ", " and ", " and ", "; then ", ", and finally ")
                : pick(", ", ", ", ", then ", "; ", ", after that ");
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
                    .append(inner(act, pin, false)));
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
