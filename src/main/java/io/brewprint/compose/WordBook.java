package io.brewprint.compose;

import io.brewprint.blueprint.Tables;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Words, and words that are none, so that names must be read and not remembered. */
final class WordBook {
    /** Of what is taught. */
    static final WordBook TAUGHT = new WordBook(
            "words.txt",
            "b br c ch cl d dr f fl g gr h j k kl l m n p pl qu r s sh sk st t th tr v w y z -",
            "a e i o u ai ea ou oo ie",
            "- - b ck d g l m n nd p r rn s st t x");
    /** Of exams: neither its words nor its syllables are ever taught. */
    static final WordBook UNSEEN = new WordBook(
            "unseen.txt",
            "bw dv dw fj gn gw kn kr mb mj pf ps rh sn spl spr str sv tw ts vl vr wr zh zw",
            "au eu oi ua ei yo oa io",
            "ft lk lp mp rd rk lt nk zz sk pt wn mb lm");

    private final List<String> words;
    private final String[] onsets;
    private final String[] vowels;
    private final String[] codas;

    private WordBook(String table, String onsets, String vowels, String codas) {
        words = Tables.rows(WordBook.class, table, 1).stream()
                .flatMap(row -> Arrays.stream(row.getFirst().split(" ")))
                .toList();
        this.onsets = onsets.split(" ");
        this.vowels = vowels.split(" ");
        this.codas = codas.split(" ");
    }

    /** How many English words there are. */
    int size() {
        return words.size();
    }

    /**
     * An English word, or a made-up one; in small letters.
     *
     * @param invented one in so many is made up
     */
    String word(Random random, int invented) {
        return random.nextInt(invented) == 0 ? invented(random) : words.get(random.nextInt(words.size()));
    }

    private String invented(Random random) {
        var word = new StringBuilder();
        int syllables = 1 + random.nextInt(3);
        for (int i = 0; i < syllables; i++) {
            word.append(pick(random, onsets)).append(pick(random, vowels)).append(pick(random, codas));
        }
        return word.toString();
    }

    private static String pick(Random random, String[] of) {
        String one = of[random.nextInt(of.length)];
        return one.equals("-") ? "" : one;
    }
}
