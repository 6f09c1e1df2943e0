package io.brewprint.complete;

import io.brewprint.dsl.Spelling;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One of a list of texts, or a word that begins as the list says. The state is the part of the sorted list still open.
 */
final class Choice extends Slot {
    /** Collects a list. */
    static final class Maker {
        private final Map<byte[], Integer> texts = new TreeMap<>(Arrays::compareUnsigned);

        /** That text as it is. */
        Maker add(String text) {
            texts.merge(text.getBytes(StandardCharsets.UTF_8), EXACT, (a, b) -> a | b);
            return this;
        }

        /** That text and at least one more letter, digit or underscore. */
        Maker addOpen(String prefix) {
            texts.merge(prefix.getBytes(StandardCharsets.UTF_8), OPEN, (a, b) -> a | b);
            return this;
        }

        boolean isEmpty() {
            return texts.isEmpty();
        }

        Choice make() {
            return make(null, false);
        }

        /** The preferred text is the one that a completion takes where it may. */
        Choice make(@Nullable String preferred, boolean shared) {
            byte[] wanted = preferred == null ? new byte[0] : preferred.getBytes(StandardCharsets.UTF_8);
            return new Choice(
                    texts.keySet().toArray(byte[][]::new),
                    texts.values().stream().mapToInt(Integer::intValue).toArray(),
                    wanted,
                    shared);
        }
    }

    private static final int EXACT = 1;
    private static final int OPEN = 2;
    private static final int BITS = 20;
    private static final long MASK = (1L << BITS) - 1;
    /** A word that may go on as it likes. */
    private static final long FREE = 1L << (3 * BITS);

    private final byte[][] texts;
    private final int[] marks;
    private final int preferred;
    private final boolean shared;

    private Choice(byte[][] texts, int[] marks, byte[] wanted, boolean shared) {
        this.texts = texts;
        this.marks = marks;
        this.preferred = wanted.length == 0 ? -1 : Arrays.binarySearch(texts, wanted, Arrays::compareUnsigned);
        this.shared = shared;
    }

    /** The same choice, of which a completion takes that text. */
    Choice preferring(String text) {
        return new Choice(texts, marks, text.getBytes(StandardCharsets.UTF_8), shared);
    }

    static Choice of(List<String> texts) {
        var maker = new Maker();
        texts.forEach(maker::add);
        return maker.make();
    }

    boolean isEmpty() {
        return texts.length == 0;
    }

    @Override
    boolean isShared() {
        return shared;
    }

    @Override
    long first() {
        return state(0, texts.length, 0, false);
    }

    private static long state(int low, int high, int depth, boolean free) {
        return low | (long) high << BITS | (long) depth << (2 * BITS) | (free ? FREE : 0);
    }

    private static int low(long state) {
        return (int) (state & MASK);
    }

    private static int high(long state) {
        return (int) (state >> BITS & MASK);
    }

    private static int depth(long state) {
        return (int) (state >> (2 * BITS) & MASK);
    }

    @Override
    long next(long state, int value) {
        int low = low(state);
        int high = high(state);
        int depth = depth(state);
        boolean free = (state & FREE) != 0;
        if (low < high && texts[low].length == depth) {
            free |= (marks[low] & OPEN) != 0;
            low++;
        }
        free &= value < 0x80 && Spelling.isWordChar((char) value);
        int from = bound(low, high, depth, value);
        int to = bound(from, high, depth, value + 1);
        if (from < to) {
            return state(from, to, depth + 1, free);
        }
        return free ? state(0, 0, 0, true) : NONE;
    }

    /** The first of low..high whose byte at that depth is not below the value. */
    private int bound(int low, int high, int depth, int value) {
        int a = low;
        int b = high;
        while (a < b) {
            int middle = (a + b) >>> 1;
            if ((texts[middle][depth] & 0xff) < value) {
                a = middle + 1;
            } else {
                b = middle;
            }
        }
        return a;
    }

    @Override
    boolean accepts(long state) {
        int low = low(state);
        return (state & FREE) != 0
                || (low < high(state) && texts[low].length == depth(state) && (marks[low] & EXACT) != 0);
    }

    /** On the way to the preferred text. */
    @Override
    boolean goesOn(long state) {
        return preferred >= low(state) && preferred < high(state) && texts[preferred].length > depth(state);
    }

    @Override
    int toward(long state) {
        int low = low(state);
        int high = high(state);
        int depth = depth(state);
        if (goesOn(state)) {
            return texts[preferred][depth] & 0xff;
        }
        boolean accepted = accepts(state);
        int best = -1;
        int shortest = Integer.MAX_VALUE;
        for (int i = low; i < high; i++) {
            int length = texts[i].length + ((marks[i] & EXACT) == 0 ? 1 : 0);
            if (length < shortest && !(accepted && texts[i].length == depth)) {
                shortest = length;
                best = i;
            }
        }
        if ((state & FREE) != 0
                || (low < high
                        && texts[low].length == depth
                        && (marks[low] & OPEN) != 0
                        && (accepted || best == low))) {
            return '0';
        }
        return best < 0 ? -1 : texts[best][depth] & 0xff;
    }

    @Override
    int only(long state) {
        int low = low(state);
        int depth = depth(state);
        boolean ended = low < high(state) && texts[low].length == depth;
        if ((state & FREE) != 0 || (ended && (marks[low] & OPEN) != 0)) {
            return SEVERAL;
        }
        low += ended ? 1 : 0;
        if (low == high(state)) {
            return UNKNOWN;
        }
        int first = texts[low][depth] & 0xff;
        return first == (texts[high(state) - 1][depth] & 0xff) ? first : SEVERAL;
    }

    /** What is missing where only one text is left; null where there are several, or words of one's own. */
    byte @Nullable [] rest(long state) {
        int low = low(state);
        boolean one = (state & FREE) == 0 && high(state) == low + 1 && marks[low] == EXACT;
        return one ? Arrays.copyOfRange(texts[low], depth(state), texts[low].length) : null;
    }
}
