package io.brewprint.compose;

import io.brewprint.blueprint.TypeRules;
import io.brewprint.compose.Value.Computed;
import io.brewprint.compose.Value.Declared;
import io.brewprint.compose.Value.Delegated;
import io.brewprint.compose.Value.Given;
import io.brewprint.compose.Value.Itself;
import io.brewprint.compose.Value.Literal;
import io.brewprint.compose.Value.Stored;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How values are called. A variable's type and default are said once: ahead of all, or where it first comes up. */
final class Nouns {
    /** Names that people say in small letters. */
    private static final Pattern SPOKEN = Pattern.compile("([A-Z][a-z]+)+");

    private final Plan plan;
    private final Telling telling;
    private final Random random;
    private @Nullable Declared recent;
    private final Set<String> known = new HashSet<>();

    Nouns(Plan plan, Telling telling, Random random) {
        this.plan = plan;
        this.telling = telling;
        this.random = random;
    }

    /**
     * A value as part of a sentence.
     *
     * @param whose as the one whose something is
     * @param whether true where a condition stands as a thing
     * @param depth of values within values
     */
    String noun(Value value, boolean whose, boolean whether, int depth) {
        String noun = noun(value, whether, depth);
        if (!whose) {
            return noun;
        }
        if (value instanceof Itself) {
            return "its";
        }
        return noun.endsWith("s") ? noun + "'" : noun + "'s";
    }

    private String noun(Value value, boolean whether, int depth) {
        return switch (value) {
            case Itself itself -> self();
            case Literal literal -> literal(literal);
            case Stored stored -> mention(stored.variable());
            case Given given -> isClause(given, whether) + Draw.one(random, given.nouns());
            case Delegated delegated -> telling.pick("the event ", "") + delegated.name();
            case Computed computed -> computed(computed, whether, depth);
        };
    }

    /** A truth as a condition. */
    String condition(Value value) {
        String noun = noun(value, false, 0);
        return value instanceof Stored ? noun + telling.pick("", "", " is true", " is set") : noun;
    }

    /** Outputs that are conditions are told as sentences. */
    private static String isClause(Given given, boolean whether) {
        return given.type().equals("Bool")
                        && whether
                        && !given.nouns().getFirst().startsWith("whether")
                ? "whether "
                : "";
    }

    private String computed(Computed computed, boolean whether, int depth) {
        String text = telling.worded(computed, depth);
        if (text == null) {
            return technical(computed, depth);
        }
        boolean condition = computed.type().equals("Bool");
        boolean several = computed.inputs().size() > 1 && depth > 0;
        return (whether && condition ? "whether " : "") + (several ? "(" + text + ")" : text);
    }

    private String self() {
        return switch (plan.parent()) {
            case "Character" -> telling.pick("it", "the character", "itself", "this character", "self");
            case "Pawn" -> telling.pick("it", "the pawn", "itself", "this pawn", "self");
            case "UserWidget" -> telling.pick("it", "the widget", "itself", "this widget", "self");
            case "PlayerController", "AIController" -> telling.pick("it", "this controller", "itself", "self");
            default -> telling.pick("it", "the actor", "itself", "this actor", "self");
        };
    }

    private String literal(Literal literal) {
        if (literal.english().isEmpty()) {
            return literal.dsl();
        }
        List<String> ways = literal.english();
        return telling.register() == Register.TECHNICAL ? ways.getFirst() : Draw.one(random, ways);
    }

    /** A value by the names of nodes and pins. */
    String technical(Value value, int depth) {
        return switch (value) {
            case Computed computed -> {
                var text = new StringBuilder(computed.recipe().type());
                if (!computed.pin().equals("ReturnValue")) {
                    text.append('.').append(computed.pin());
                }
                String inner = String.join(
                        ", ",
                        computed.inputs().entrySet().stream()
                                .filter(each -> !(each.getValue() instanceof Itself))
                                .map(each -> each.getKey() + "=" + technical(each.getValue(), depth + 1))
                                .toList());
                yield text + "(" + inner + ")";
            }
            case Given given -> given.from().type() + "." + given.pin();
            default -> noun(value, false, depth);
        };
    }

    private String mention(Declared variable) {
        if (known.add(variable.name())) {
            String initial = variable.said().isEmpty()
                    ? ""
                    : telling.pick(" (initially ", " (default ", " (starting at ") + variable.said() + ")";
            return "the " + type(variable.type()) + " " + telling.pick("", "", "variable ") + variable.name() + initial;
        }
        String bare = variable.name();
        if (variable.equals(recent) && telling.register() != Register.TECHNICAL && random.nextInt(3) == 0) {
            return telling.pick("it", "the new value", "the value", "the result", "the new " + words(bare));
        }
        if (TypeRules.isClass(variable.type()) && random.nextInt(4) == 0) {
            return "the " + words(variable.type()) + " " + bare;
        }
        if (telling.register() != Register.TECHNICAL && SPOKEN.matcher(bare).matches() && random.nextInt(5) == 0) {
            return telling.pick("the ", "the ", "") + words(bare);
        }
        return random.nextInt(6) == 0 ? "the variable " + bare : bare;
    }

    /** Takes note of the variable that was set last, null where none was: the next words may call it so. */
    void changed(@Nullable Value variable) {
        recent = variable instanceof Stored stored && !TypeRules.isClass(stored.type()) ? stored.variable() : null;
    }

    /** Variables with types and defaults; from then on their names are enough. */
    List<String> declarations(List<Declared> variables) {
        List<String> said = new ArrayList<>();
        int i = 0;
        while (i < variables.size()) {
            int end = i + 1;
            while (end < variables.size() && isAlike(variables.get(i), variables.get(end))) {
                end++;
            }
            boolean together = end - i > 1 && telling.register() != Register.TECHNICAL && random.nextInt(3) > 0;
            if (together) {
                said.add(group(variables.subList(i, end)));
                i = end;
            } else {
                said.add(declaration(variables.get(i)));
                i++;
            }
        }
        return said;
    }

    private static boolean isAlike(Declared one, Declared other) {
        return one.type().equals(other.type())
                && !Containers.isMap(one.type())
                && !Containers.isSet(one.type())
                && one.said().isEmpty()
                && other.said().isEmpty();
    }

    private String group(List<Declared> variables) {
        List<String> names = variables.stream().map(Declared::name).toList();
        known.addAll(names);
        String list = String.join(", ", names.subList(0, names.size() - 1)) + " and " + names.getLast();
        String type = type(variables.getFirst().type());
        int count = names.size();
        String many = telling.pick("", "the ", count == 2 ? "two " : count == 3 ? "three " : "");
        boolean plural = !type.startsWith("array of");
        return plural
                ? many + type + telling.pick("s ", " variables ", "s called ") + list
                : "the variables " + list + ", each an " + type;
    }

    /** A variable with type and default; from then on its name is enough. */
    private String declaration(Declared variable) {
        known.add(variable.name());
        String initial = variable.said();
        if (telling.register() == Register.TECHNICAL) {
            return variable.name()
                    + telling.pick(": ", " ")
                    + variable.type()
                    + (initial.isEmpty() ? "" : " = " + initial);
        }
        String type = type(variable.type());
        String article = random.nextInt(3) == 0 ? "" : "aeiouA".indexOf(type.charAt(0)) >= 0 ? "an " : "a ";
        String value = initial.isEmpty()
                ? ""
                : telling.pick(" of ", " set to ", " starting at ", " that is ", " at ", " = ", " (default ") + initial;
        String closed = value.startsWith(" (") ? value + ")" : value;
        return article
                + type
                + telling.pick(" ", " ", " variable ", " called ", " variable called ", " named ")
                + variable.name()
                + closed;
    }

    private String type(String type) {
        if (Containers.isMap(type)) {
            String key = type(Containers.key(type));
            String value = type(Containers.value(type));
            return telling.pick(
                    "map from " + key + " to " + value,
                    "map of " + key + " to " + value,
                    key + " to " + value + " map");
        }
        if (Containers.isSet(type)) {
            String member = type(Containers.member(type));
            return telling.pick("set of " + member + "s", member + " set");
        }
        String element = TypeRules.element(type);
        if (element != null) {
            return telling.pick(type(element) + " array", "array of " + type(element) + "s");
        }
        return switch (type) {
            case "Bool" -> telling.pick("bool", "boolean");
            case "Int" -> telling.pick("int", "integer", "whole number");
            case "Float" -> telling.pick("float", "float", "decimal number");
            default -> words(type);
        };
    }

    /** A type's name in words: StaticMeshComponent is a static mesh component. */
    static String words(String type) {
        if (type.equals("AIController")) {
            return "AI controller";
        }
        if (type.equals("GameModeBase")) {
            return "game mode";
        }
        if (type.equals("UserWidget")) {
            return "widget";
        }
        return type.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    }
}
