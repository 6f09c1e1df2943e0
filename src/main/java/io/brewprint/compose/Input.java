package io.brewprint.compose;

import java.util.ArrayList;
import java.util.List;

/**
 * An input of a recipe.
 *
 * @param pin its pin, or the attribute
 * @param source where its value comes from
 * @param optional whether it may be left out
 */
record Input(String pin, Source source, boolean optional) {
    /** Where a value comes from. */
    sealed interface Source {}

    /** One that the wording implies. */
    record Fixed(String value) implements Source {}

    /** The variable that another input names. */
    record SameVariable(String pin) implements Source {}

    /** The ReturnValue of another node. */
    record Made(String type, List<Input> inputs) implements Source {}

    /**
     * Something of a kind.
     *
     * @param detail class, variable's type or prefix; empty for none
     */
    record Taken(Kind kind, String detail) implements Source {}

    /** Reads inputs as tables write them. */
    static List<Input> parse(String cell) {
        List<Input> inputs = new ArrayList<>();
        int depth = 0;
        int from = 0;
        for (int i = 0; i <= cell.length(); i++) {
            char c = i < cell.length() ? cell.charAt(i) : ';';
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (c == ';' && depth == 0) {
                String one = cell.substring(from, i).strip();
                if (!one.isEmpty()) {
                    inputs.add(one(one));
                }
                from = i + 1;
            }
        }
        return List.copyOf(inputs);
    }

    private static Input one(String text) {
        int equals = text.indexOf('=');
        if (equals < 1) {
            throw new IllegalArgumentException("no Pin=kind: " + text);
        }
        String pin = text.substring(0, equals);
        String spec = text.substring(equals + 1);
        boolean optional = spec.endsWith("?");
        return new Input(pin, source(optional ? spec.substring(0, spec.length() - 1) : spec), optional);
    }

    private static Source source(String spec) {
        if (spec.startsWith("!")) {
            return new Fixed(spec.substring(1));
        }
        if (spec.startsWith("@")) {
            return new SameVariable(spec.substring(1));
        }
        int open = spec.indexOf('(');
        if (open > 0) {
            return new Made(spec.substring(0, open), parse(spec.substring(open + 1, spec.length() - 1)));
        }
        int colon = spec.indexOf(':');
        String word = colon < 0 ? spec : spec.substring(0, colon);
        String detail = colon < 0 ? "" : spec.substring(colon + 1);
        return Kind.of(word).<Source>map(kind -> new Taken(kind, detail)).orElseGet(() -> {
            if (!Character.isUpperCase(word.charAt(0))) {
                throw new IllegalArgumentException("no kind " + word);
            }
            return new Taken(Kind.OBJECT, word);
        });
    }
}
