package io.brewprint.compose;

import io.brewprint.blueprint.Tables;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Words, and words that are none, so that names must be read and not remembered. */
final class WordBook {
    private static final List<String> WORDS = Tables.rows(WordBook.class, "words.txt", 1).stream()
            .flatMap(row -> Arrays.stream(row.getFirst().split(" ")))
            .toList();
    private static final String[] ONSETS = {
        "b", "br", "c", "ch", "cl", "d", "dr", "f", "fl", "g", "gr", "h", "j", "k", "kl", "l", "m", "n", "p", "pl",
        "qu", "r", "s", "sh", "sk", "st", "t", "th", "tr", "v", "w", "y", "z", ""
    };
    private static final String[] VOWELS = {"a", "e", "i", "o", "u", "ai", "ea", "ou", "oo", "ie"};
    private static final String[] CODAS = {
        "", "", "b", "ck", "d", "g", "l", "m", "n", "nd", "p", "r", "rn", "s", "st", "t", "x"
    };

    private WordBook() {}

    /** How many English words there are. */
    static int size() {
        return WORDS.size();
    }

    /**
     * An English word, or a made-up one; in small letters.
     *
     * @param invented one in so many is made up
     */
    static String word(Random random, int invented) {
        return random.nextInt(invented) == 0 ? invented(random) : WORDS.get(random.nextInt(WORDS.size()));
    }

    private static String invented(Random random) {
        var word = new StringBuilder();
        int syllables = 1 + random.nextInt(3);
        for (int i = 0; i < syllables; i++) {
            word.append(pick(random, ONSETS)).append(pick(random, VOWELS)).append(pick(random, CODAS));
        }
        return word.toString();
    }

    private static String pick(Random random, String[] of) {
        return of[random.nextInt(of.length)];
    }
}
