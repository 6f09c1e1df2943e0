package io.brewprint.judge;

import io.brewprint.judge.RawValue.Group;
import io.brewprint.judge.RawValue.Part;
import io.brewprint.judge.RawValue.Word;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whether Unreal reads the same from two spellings: numbers by value, references by path, lists by member. */
final class Sameness {
    private static final int LONGEST_NUMBER = 40;

    private final Rules rules;

    Sameness(Rules rules) {
        this.rules = rules;
    }

    boolean same(RawValue a, RawValue b) {
        return same(a, b, 0);
    }

    private boolean same(RawValue a, RawValue b, int depth) {
        if (depth > RawValue.DEEPEST) {
            return a.equals(b);
        }
        if (a instanceof Group x && b instanceof Group y) {
            return (isText(x) || isText(y)) ? texts(x, y) : groups(x, y, depth);
        }
        if (a instanceof Word x && b instanceof Word y) {
            return words(x, y, depth);
        }
        // A culture-invariant text may stand as a mere quoted one.
        return invariant(a).equals(invariant(b)) && isWords(a) && isWords(b);
    }

    private static boolean isText(Group group) {
        return !group.call().isEmpty();
    }

    private static boolean isWords(RawValue value) {
        return value instanceof Word
                || (value instanceof Group group && group.call().equals("INVTEXT"));
    }

    private static String invariant(RawValue value) {
        return switch (value) {
            case Word word -> word.text();
            case Group group -> group.word(0);
        };
    }

    /** Namespace and key of a text that Unreal keys itself on pasting may differ; its words and its kind may not. */
    private boolean texts(Group a, Group b) {
        if (!a.call().equals(b.call())) {
            return false;
        }
        boolean keyed = a.call().equals("NSLOCTEXT") && rules.isKeyMadeByUnreal(a.word(0), a.word(1));
        return a.equals(b) || (keyed && a.word(2).equals(b.word(2)));
    }

    private boolean groups(Group a, Group b, int depth) {
        if (a.parts().size() != b.parts().size()) {
            return false;
        }
        Map<String, RawValue> named = new HashMap<>();
        b.parts().stream().filter(part -> !part.name().isEmpty()).forEach(part -> named.put(part.name(), part.value()));
        List<Part> other = b.parts();
        for (int i = 0; i < other.size(); i++) {
            Part part = a.parts().get(i);
            RawValue found = part.name().isEmpty() ? unnamed(other.get(i)) : named.get(part.name());
            if (found == null || !same(part.value(), found, depth + 1)) {
                return false;
            }
        }
        return true;
    }

    private static @Nullable RawValue unnamed(Part part) {
        return part.name().isEmpty() ? part.value() : null;
    }

    private boolean words(Word a, Word b, int depth) {
        String x = a.text();
        String y = b.text();
        if (x.equals(y)) {
            return true;
        }
        boolean bare = !a.quoted() || !b.quoted();
        if ((bare || isFlag(x)) && x.equalsIgnoreCase(y)) {
            return true;
        }
        if (isNumber(x) && isNumber(y)) {
            return Double.compare(Double.parseDouble(x) + 0.0, Double.parseDouble(y) + 0.0) == 0;
        }
        if (isReference(x) && isReference(y)) {
            return rules.isReference(RawValue.referenceType(x), RawValue.referenceType(y))
                    && RawValue.path(x).equalsIgnoreCase(RawValue.path(y));
        }
        if (isNothing(x) && isNothing(y)) {
            return true;
        }
        return x.startsWith("(") && y.startsWith("(") && same(RawValue.of(x), RawValue.of(y), depth + 1);
    }

    /** How a value counts in a hash: the same for all that is the same, if sometimes for more. */
    static String rough(RawValue value) {
        return switch (value) {
            case Word word -> rough(word.text());
            case Group group -> group.call().isEmpty() ? "(" + group.parts().size() + ")" : group.call();
        };
    }

    private static String rough(String text) {
        if (isNumber(text)) {
            return Double.toString(Double.parseDouble(text) + 0.0);
        }
        return text.startsWith("(") ? "(" : RawValue.path(text).toLowerCase(Locale.ROOT);
    }

    /** Unreal's several words for no value. */
    static boolean isNothing(String text) {
        return text.isEmpty() || text.equalsIgnoreCase("None") || text.equals("()");
    }

    private static boolean isFlag(String text) {
        return text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false");
    }

    private static boolean isReference(String text) {
        return text.endsWith("'") || text.startsWith("/");
    }

    private static boolean isNumber(String text) {
        if (text.isEmpty() || text.length() > LONGEST_NUMBER) {
            return false;
        }
        boolean digit = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            digit |= c >= '0' && c <= '9';
            boolean sign = (c == '-' || c == '+') && i == 0;
            if (!(sign || c == '.' || (c >= '0' && c <= '9'))) {
                return false;
            }
        }
        return digit && text.indexOf('.') == text.lastIndexOf('.');
    }
}
