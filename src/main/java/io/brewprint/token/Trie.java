package io.brewprint.token;

import java.util.Arrays;

/** Byte texts with a number each, as a tree in depth-first order: a subtree is a range, and skipping it is one jump. */
public final class Trie {
    /** The byte that leads to each node; the root is not listed. */
    public final byte[] bytes;

    /** Where the subtree of each node ends. */
    public final int[] ends;

    /** How many bytes lead to each node. */
    public final short[] depths;

    private final int[] firsts;
    private final int[] numbers;

    private Trie(byte[] bytes, int[] ends, short[] depths, int[] firsts, int[] numbers) {
        this.bytes = bytes;
        this.ends = ends;
        this.depths = depths;
        this.firsts = firsts;
        this.numbers = numbers;
    }

    /** A tree of {@code keys} in any order, equal ones allowed; empty ones are left out. */
    public static Trie of(byte[][] keys, int[] values) {
        Integer[] order = new Integer[keys.length];
        int nodes = 0;
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
            nodes += keys[i].length;
        }
        Arrays.sort(order, (a, b) -> Arrays.compareUnsigned(keys[a], keys[b]));
        var maker = new Maker(nodes, keys.length);
        for (int index : order) {
            maker.add(keys[index], values[index]);
        }
        return maker.make();
    }

    public int size() {
        return bytes.length;
    }

    /** Where the numbers of a node begin in {@link #number}; they end where those of the next one begin. */
    public int first(int node) {
        return firsts[node];
    }

    public int number(int at) {
        return numbers[at];
    }

    /** Whether a key begins with what stands in {@code text} from {@code from} on, and goes on behind it. */
    public boolean leadsOn(byte[] text, int from) {
        int at = 0;
        int end = size();
        for (int i = from; i < text.length; i++) {
            while (at < end && bytes[at] != text[i]) {
                at = ends[at];
            }
            if (at >= end) {
                return false;
            }
            end = ends[at];
            at++;
        }
        return at < end;
    }

    private static final class Maker {
        private final byte[] bytes;
        private final int[] ends;
        private final short[] depths;
        private final int[] firsts;
        private final int[] numbers;
        private int[] path = new int[16];
        private byte[] last = new byte[0];
        private int size;
        private int count;

        Maker(int nodes, int keys) {
            bytes = new byte[nodes];
            ends = new int[nodes];
            depths = new short[nodes];
            firsts = new int[nodes + 1];
            numbers = new int[keys];
        }

        void add(byte[] key, int number) {
            if (key.length == 0) {
                return;
            }
            int common = Arrays.mismatch(key, last);
            common = common < 0 ? key.length : common;
            close(common);
            if (path.length < key.length) {
                path = Arrays.copyOf(path, key.length * 2);
            }
            for (int i = common; i < key.length; i++) {
                bytes[size] = key[i];
                depths[size] = (short) (i + 1);
                firsts[size] = count;
                path[i] = size++;
            }
            last = key;
            // Sorted keys come to a node's own numbers before any below it.
            numbers[count++] = number;
        }

        private void close(int depth) {
            for (int i = depth; i < last.length; i++) {
                ends[path[i]] = size;
            }
        }

        Trie make() {
            close(0);
            firsts[size] = count;
            return new Trie(
                    Arrays.copyOf(bytes, size),
                    Arrays.copyOf(ends, size),
                    Arrays.copyOf(depths, size),
                    Arrays.copyOf(firsts, size + 1),
                    numbers);
        }
    }
}
