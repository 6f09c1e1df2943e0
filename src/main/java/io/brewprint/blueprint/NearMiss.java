package io.brewprint.blueprint;

import java.util.Locale;
import java.util.Optional;

/** The word that was probably meant. */
public final class NearMiss {
    /** Longer words are not compared: nobody mistypes them, and a hostile text shall not cost a second. */
    private static final int LONGEST = 64;

    private NearMiss() {}

    /** The closest of the known words, if it is close enough to be a slip of the hand; case counts little. */
    public static Optional<String> of(String word, Iterable<String> known) {
        return of(word, known, Math.max(1, word.length() / 3));
    }

    /** The closest of the known words that is at most so many slips away. */
    static Optional<String> of(String word, Iterable<String> known, int most) {
        if (word.isEmpty() || word.length() > LONGEST) {
            return Optional.empty();
        }
        String lower = word.toLowerCase(Locale.ROOT);
        String best = null;
        int least = most + 1;
        for (String candidate : known) {
            if (Math.abs(candidate.length() - word.length()) > most || candidate.length() > LONGEST) {
                continue;
            }
            int distance = distance(lower, candidate.toLowerCase(Locale.ROOT), least);
            if (distance < least || (distance == least && best != null && candidate.compareTo(best) < 0)) {
                least = distance;
                best = candidate;
            }
        }
        return Optional.ofNullable(best);
    }

    /** True when one insertion, deletion, replacement or swap of neighbours makes the one word the other. */
    public static boolean isOneSlip(String a, String b) {
        return Math.abs(a.length() - b.length()) < 2 && distance(a, b, 1) == 1;
    }

    /** Insertions, deletions, replacements and swaps of neighbours; anything above the limit counts as limit + 1. */
    static int distance(String a, String b, int limit) {
        int[] before = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            row[0] = i;
            int smallest = i;
            for (int j = 1; j <= b.length(); j++) {
                int cost = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                int value = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + cost);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    value = Math.min(value, before[j - 2] + 1);
                }
                row[j] = value;
                smallest = Math.min(smallest, value);
            }
            if (smallest > limit) {
                return limit + 1;
            }
            int[] spare = before;
            before = last;
            last = row;
            row = spare;
        }
        return last[b.length()];
    }
}
