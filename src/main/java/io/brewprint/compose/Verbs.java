package io.brewprint.compose;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Orders told as what something does: print it becomes prints it. */
final class Verbs {
    private static final Pattern FIRST = Pattern.compile("(do not|don't|[a-z]+)(?= |$)");
    /** Words with which an order may begin and that are no verbs. */
    private static final Set<String> OTHERS = Set.of(
            "a",
            "an",
            "the",
            "if",
            "unless",
            "when",
            "while",
            "as",
            "for",
            "in",
            "by",
            "at",
            "on",
            "only",
            "once",
            "alternately",
            "every",
            "each",
            "one",
            "from",
            "to",
            "simple",
            "sphere",
            "line",
            "until",
            "after",
            "with",
            "depending",
            "first",
            "is");

    private static final Pattern HISSES = Pattern.compile(".*(s|sh|ch|x|z|o)");
    private static final Pattern CONSONANT_Y = Pattern.compile(".*[^aeiou]y");

    private Verbs() {}

    /** An order in the third person; as it is where it begins with no verb. */
    static String third(String order) {
        Matcher first = FIRST.matcher(order);
        if (!first.lookingAt() || OTHERS.contains(first.group())) {
            return order;
        }
        return third1(first.group()) + order.substring(first.end());
    }

    private static String third1(String verb) {
        if (verb.equals("do not") || verb.equals("don't")) {
            return "does not";
        }
        if (verb.equals("have")) {
            return "has";
        }
        if (CONSONANT_Y.matcher(verb).matches()) {
            return verb.substring(0, verb.length() - 1) + "ies";
        }
        return verb + (HISSES.matcher(verb).matches() ? "es" : "s");
    }
}
