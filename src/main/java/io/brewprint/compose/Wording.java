package io.brewprint.compose;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A sentence with choices, {@code [a|b]}, and places, {@code {Pin}} or {@code {Pin.s}} for whose. */
final class Wording {
    private static final String WHOSE = ".s";

    /** A piece of a sentence in which nothing is left to choose. */
    sealed interface Part {}

    /** Words as they are. */
    record Words(String text) implements Part {}

    /**
     * Where an input is named.
     *
     * @param pin its name
     * @param whose true for the possessive
     */
    record Place(String pin, boolean whose) implements Part {}

    private record Choice(List<Wording> ways) implements Part {}

    private final List<Part> parts;

    private Wording(List<Part> parts) {
        this.parts = List.copyOf(parts);
    }

    /**
     * Reads a cell of a table, whose alternatives stand side by side without brackets.
     *
     * @throws IllegalArgumentException for brackets without their other half
     */
    static Wording parse(String text) {
        int[] at = {0};
        Wording wording = new Wording(List.of(choice(text, at, '\0')));
        if (at[0] < text.length()) {
            throw new IllegalArgumentException("] without [ in: " + text);
        }
        return wording;
    }

    private static Choice choice(String text, int[] at, char end) {
        List<Wording> ways = new ArrayList<>();
        List<Part> parts = new ArrayList<>();
        var words = new StringBuilder();
        while (at[0] < text.length() && text.charAt(at[0]) != ']') {
            char c = text.charAt(at[0]++);
            if (c == '[' || c == '{' || c == '|') {
                flush(words, parts);
            }
            switch (c) {
                case '[' -> parts.add(choice(text, at, ']'));
                case '{' -> {
                    int close = text.indexOf('}', at[0]);
                    if (close < 0) {
                        throw new IllegalArgumentException("{ without } in: " + text);
                    }
                    parts.add(place(text.substring(at[0], close)));
                    at[0] = close + 1;
                }
                case '|' -> {
                    ways.add(new Wording(parts));
                    parts = new ArrayList<>();
                }
                default -> words.append(c);
            }
        }
        flush(words, parts);
        ways.add(new Wording(parts));
        if (end == ']') {
            if (at[0] == text.length()) {
                throw new IllegalArgumentException("[ without ] in: " + text);
            }
            at[0]++;
        }
        return new Choice(List.copyOf(ways));
    }

    private static void flush(StringBuilder words, List<Part> parts) {
        if (!words.isEmpty()) {
            parts.add(new Words(words.toString()));
            words.setLength(0);
        }
    }

    private static Place place(String name) {
        boolean whose = name.endsWith(WHOSE);
        return new Place(whose ? name.substring(0, name.length() - WHOSE.length()) : name, whose);
    }

    /** One way to say it: words and places only. */
    List<Part> say(Random random) {
        List<Part> said = new ArrayList<>();
        say(random, said);
        return said;
    }

    private void say(Random random, List<Part> said) {
        for (Part part : parts) {
            if (part instanceof Choice choice) {
                choice.ways.get(random.nextInt(choice.ways.size())).say(random, said);
            } else {
                said.add(part);
            }
        }
    }

    /** The same with other words behind it. */
    Wording then(Wording next) {
        List<Part> both = new ArrayList<>(parts);
        both.addAll(next.parts);
        return new Wording(both);
    }

    /** In how many ways it can be said. */
    long ways() {
        long ways = 1;
        for (Part part : parts) {
            if (part instanceof Choice choice) {
                ways *= choice.ways.stream().mapToLong(Wording::ways).sum();
            }
        }
        return ways;
    }
}
