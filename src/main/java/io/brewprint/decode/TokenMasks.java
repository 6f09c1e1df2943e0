package io.brewprint.decode;

import io.brewprint.complete.Continuation;
import io.brewprint.config.RecentMap;
import io.brewprint.token.TokenTrie;
import io.brewprint.token.Trie;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Which tokens may follow a text in the making, found by walking the vocabulary's tree. What lies within one word or
 * text recurs and is kept: only the tokens that lead out of it are looked at each time. For one thread; the rows of a
 * batch share it.
 */
public final class TokenMasks {
    /** Twelve megabytes for a vocabulary of 128,256. */
    private static final int MOST_KEPT = 512;

    /**
     * Tokens that stay within the word; those that leave it as a tree of what is left of them, and where each way out
     * begins in the vocabulary's tree.
     */
    private static final class Kept {
        final long[] inside;
        final Trie rests;
        final int[] leaving;
        final byte[][] paths;

        Kept(long[] inside, Trie rests, int[] leaving, byte[][] paths) {
            this.inside = inside;
            this.rests = rests;
            this.leaving = leaving;
            this.paths = paths;
        }
    }

    final TokenTrie tokens;
    private final Map<Object, Kept> kept = new RecentMap<>(MOST_KEPT);

    /** Over one vocabulary. */
    public TokenMasks(TokenTrie tokens) {
        this.tokens = tokens;
    }

    /** Words of 64 bits in a mask. */
    public int words() {
        return (tokens.size() + 63) / 64;
    }

    /** Sets the bits of the tokens that may follow, and clears all others. */
    void fill(Continuation completion, long[] mask) {
        Object key = completion.key();
        Kept known = key == null ? null : kept.get(key);
        if (known == null && key != null) {
            known = find(completion);
            kept.put(key, known);
        }
        if (known == null) {
            Arrays.fill(mask, 0);
            walk(completion, tokens.trie, mask);
            return;
        }
        System.arraycopy(known.inside, 0, mask, 0, mask.length);
        if (known.leaving.length == 0) {
            return;
        }
        if (!completion.isSettled() || !leaveTogether(completion, known, mask)) {
            System.arraycopy(known.inside, 0, mask, 0, mask.length);
            leaveOneByOne(completion, known, mask);
        }
    }

    /** Any text will do: what is left of the tokens is tried after one. False when the text matters after all. */
    private boolean leaveTogether(Continuation completion, Kept known, long[] mask) {
        Continuation probe = completion.copy();
        while (!probe.mayLeave() || probe.refused().stream().anyMatch(rest -> rest.length == 0)) {
            if (!probe.stepInside(probe.toward())) {
                return false;
            }
        }
        walk(probe, known.rests, mask);
        if (probe.isHinged()) {
            return false;
        }
        for (byte[] rest : completion.refused()) {
            clear(rest, completion.exits(), mask);
        }
        return true;
    }

    private void leaveOneByOne(Continuation completion, Kept known, long[] mask) {
        completion.save(0);
        for (int i = 0; i < known.leaving.length; i++) {
            completion.restore(0);
            completion.read(known.paths[i]);
            completion.save(known.paths[i].length);
            walk(completion, tokens.trie, known.leaving[i], tokens.trie.ends[known.leaving[i]], mask);
        }
        completion.restore(0);
    }

    /** Clears the tokens that begin with these bytes and one of the exits. */
    private void clear(byte[] begin, String exits, long[] mask) {
        Trie trie = tokens.trie;
        int at = 0;
        int end = trie.size();
        int depth = 0;
        while (at < end) {
            boolean wanted =
                    depth < begin.length ? trie.bytes[at] == begin[depth] : exits.indexOf(trie.bytes[at] & 0xff) >= 0;
            if (wanted && depth < begin.length) {
                end = trie.ends[at];
                at++;
                depth++;
                continue;
            }
            if (wanted) {
                for (int i = trie.first(at); i < trie.first(trie.ends[at]); i++) {
                    mask[trie.number(i) >> 6] &= ~(1L << (trie.number(i) & 63));
                }
            }
            at = trie.ends[at];
        }
    }

    private static void walk(Continuation completion, Trie trie, long[] mask) {
        completion.save(0);
        walk(completion, trie, 0, trie.size(), mask);
        completion.restore(0);
    }

    /** Walks part of a tree; the place before it is saved under the depth of its parent. */
    private static void walk(Continuation completion, Trie trie, int from, int to, long[] mask) {
        int at = from;
        while (at < to) {
            int depth = trie.depths[at];
            completion.restore(depth - 1);
            if (completion.step(trie.bytes[at])) {
                for (int i = trie.first(at); i < trie.first(at + 1); i++) {
                    set(mask, trie.number(i));
                }
                completion.save(depth);
                at++;
            } else {
                at = trie.ends[at];
            }
        }
    }

    private static void set(long[] mask, int token) {
        mask[token >> 6] |= 1L << (token & 63);
    }

    /** Walks within the word alone, and notes the tokens that come to its end before their own. */
    private Kept find(Continuation completion) {
        Trie trie = tokens.trie;
        long[] inside = new long[words()];
        List<byte[]> rests = new ArrayList<>();
        List<Integer> ids = new ArrayList<>();
        List<Integer> leaving = new ArrayList<>();
        String exits = completion.exits();
        completion.save(0);
        int at = 0;
        while (at < trie.size()) {
            int depth = trie.depths[at];
            completion.restore(depth - 1);
            if (completion.stepInside(trie.bytes[at])) {
                for (int i = trie.first(at); i < trie.first(at + 1); i++) {
                    set(inside, trie.number(i));
                }
                completion.save(depth);
                at++;
            } else {
                if (completion.mayLeave() && exits.indexOf(trie.bytes[at] & 0xff) >= 0) {
                    leaving.add(at);
                    for (int i = trie.first(at); i < trie.first(trie.ends[at]); i++) {
                        byte[] text = tokens.bytes(trie.number(i));
                        rests.add(Arrays.copyOfRange(text, depth - 1, text.length));
                        ids.add(trie.number(i));
                    }
                }
                at = trie.ends[at];
            }
        }
        completion.restore(0);
        byte[][] paths = leaving.stream().map(node -> path(trie, node)).toArray(byte[][]::new);
        return new Kept(inside, Trie.of(rests.toArray(byte[][]::new), numbers(ids)), numbers(leaving), paths);
    }

    private static int[] numbers(List<Integer> list) {
        return list.stream().mapToInt(Integer::intValue).toArray();
    }

    /** The bytes that lead to the parent of a node. */
    private byte[] path(Trie trie, int node) {
        return Arrays.copyOf(tokens.bytes(trie.number(trie.first(node))), trie.depths[node] - 1);
    }
}
