package io.brewprint.blueprint;

/** Hashes by which colours of nodes are told apart: of texts, and of numbers so that sums of them are hashes again. */
public final class Mixing {
    private Mixing() {}

    /** FNV-1a over UTF-16 units, mixed. */
    public static long text(String text) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        return mix(hash);
    }

    /** The finaliser of SplitMix64. */
    public static long mix(long value) {
        long z = value + 0x9e3779b97f4a7c15L;
        z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        return z ^ z >>> 31;
    }
}
