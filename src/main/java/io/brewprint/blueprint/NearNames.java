package io.brewprint.blueprint;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Names that share whole words with one that nobody knows: no slip of the hand, another word for the thing. */
final class NearNames {
    /** Longer names are no names. */
    private static final int LONGEST = 64;

    private static final int SHORTEST = 4;
    private static final int MOST = 3;

    /** Of the words of both, the share that both have. */
    private static final double LIKE = 0.6;

    private static final Comparator<String> SHORTEST_FIRST =
            Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder());

    private NearNames() {}

    /**
     * The names that begin with the word, or with which it begins; else those that end in its last word and share most
     * of the others. The shortest come first, at most three; none where nothing is near.
     */
    static List<String> of(String word, Iterable<String> known) {
        if (word.length() < SHORTEST || word.length() > LONGEST) {
            return List.of();
        }
        List<String> words = words(word);
        var begin = new TreeSet<>(SHORTEST_FIRST);
        var alike = new TreeSet<>(SHORTEST_FIRST);
        for (String name : known) {
            List<String> others = words(name);
            int shared = Math.min(words.size(), others.size());
            if (name.length() >= SHORTEST
                    && words.subList(0, shared).equals(others.subList(0, shared))
                    && !String.join("", words.subList(0, shared)).equals("event")) {
                begin.add(name);
            } else if (words.getLast().equals(others.getLast()) && likeness(words, others) >= LIKE) {
                alike.add(name);
            }
        }
        return (begin.isEmpty() ? alike : begin).stream().limit(MOST).toList();
    }

    private static double likeness(List<String> words, List<String> others) {
        Set<String> both = new TreeSet<>(words);
        both.retainAll(Set.copyOf(others));
        return 2.0 * both.size() / (words.size() + others.size());
    }

    /** The words of a name in small letters: set, actor, location. */
    private static List<String> words(String name) {
        var words = new ArrayList<String>();
        int start = 0;
        for (int i = 1; i <= name.length(); i++) {
            boolean ends = i == name.length()
                    || (Character.isUpperCase(name.charAt(i)) && !Character.isUpperCase(name.charAt(i - 1)))
                    || name.charAt(i) == '_';
            if (ends) {
                String word = name.substring(start, i).replace("_", "").toLowerCase(Locale.ROOT);
                if (!word.isEmpty()) {
                    words.add(word);
                }
                start = i;
            }
        }
        return words.isEmpty() ? List.of("") : words;
    }
}
