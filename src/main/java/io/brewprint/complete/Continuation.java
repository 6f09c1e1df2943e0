package io.brewprint.complete;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A text in the making, byte by byte: which bytes may follow so that it can still be finished, and how to finish it.
 * From every place some way leads to the end. {@link ContinuationRules} says what finished means and makes the first
 * one; a completion and its copies belong to one thread.
 */
public abstract class Continuation {
    /** No text in the making needs more to be finished; a longer way is a fault of the rules. */
    private static final int LONGEST_WAY = 1 << 16;

    Continuation() {}

    /** Another one at the same place that goes its own way. */
    public abstract Continuation copy();

    /** Reads one byte, of which the low eight bits count; false, and nothing read, when it may not follow. */
    public abstract boolean step(int value);

    /** True when the text may end here. */
    public abstract boolean isComplete();

    /** A byte on a short way to the end; where the text may end, one that goes on, or -1. */
    public abstract int toward();

    /**
     * Remembers this place.
     *
     * @param depth under which number, from 0; numbers above it are forgotten
     */
    public abstract void save(int depth);

    /** Goes back to a place that was remembered. */
    public abstract void restore(int depth);

    /**
     * What tells the bytes that may follow as long as {@link #stepInside} takes them: equal keys, equal bytes. Null
     * where that is not worth knowing.
     */
    public abstract @Nullable Object key();

    /** Like {@link #step}, but only for a byte that goes on with the word or text that is being written. */
    public abstract boolean stepInside(int value);

    /** True when what is being written may end here, if what follows allows it. */
    public abstract boolean mayLeave();

    /** True when the word or text may be any, as far as what follows is concerned, but for {@link #refused()}. */
    public abstract boolean isSettled();

    /** What the word or text that is being written may not become: each the bytes that are still missing. */
    public abstract List<byte[]> refused();

    /** The bytes that may end the word or text that is being written; others need not be tried. */
    public abstract String exits();

    /** True when, since the last {@code save(0)}, a place was come to where an earlier text decides what may follow. */
    public abstract boolean isHinged();

    /** The most bytes that {@link #shortestCompletion} grows by with the next word or mark, one long text aside. */
    public abstract int margin();

    /** True when the byte may follow; nothing is read. */
    public boolean allows(int value) {
        return copy().step(value);
    }

    /** The bytes that may follow as a set of 256 bits in four words, byte 0 the lowest bit of the first. */
    public long[] allowed() {
        long[] words = new long[4];
        Continuation probe = copy();
        probe.save(0);
        for (int b = 0; b < 256; b++) {
            if (probe.step(b)) {
                words[b >> 6] |= 1L << (b & 63);
                probe.restore(0);
            }
        }
        return words;
    }

    /** Reads bytes until one may not follow; the number read. */
    public int read(byte[] bytes) {
        for (int i = 0; i < bytes.length; i++) {
            if (!step(bytes[i])) {
                return i;
            }
        }
        return bytes.length;
    }

    /** Bytes that finish the text from here, as few as is practical; none where it may end already. */
    public byte[] shortestCompletion() {
        Continuation probe = copy();
        byte[] way = new byte[64];
        int length = 0;
        while (!probe.isComplete()) {
            int b = probe.toward();
            if (b < 0 || length > LONGEST_WAY || !probe.step(b)) {
                throw new IllegalStateException(
                        "no way to the end after '" + new String(way, 0, length, StandardCharsets.UTF_8) + "'");
            }
            if (length == way.length) {
                way = Arrays.copyOf(way, length * 2);
            }
            way[length++] = (byte) b;
        }
        return Arrays.copyOf(way, length);
    }

    /** The longest run of bytes of which each is the only one that may follow; empty where there is a choice. */
    public byte[] forced() {
        var run = new ArrayList<Byte>();
        Continuation probe = this;
        while (run.size() < LONGEST_WAY) {
            int only = probe.only();
            if (only < 0 || probe.isComplete()) { // in this order: mostly there is a choice, which is soon seen
                break;
            }
            if (probe == this) {
                probe = copy();
            }
            probe.step(only);
            run.add((byte) only);
        }
        byte[] bytes = new byte[run.size()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = run.get(i);
        }
        return bytes;
    }

    /** The only byte that may follow; -1 when there are several. */
    int only() {
        // The byte on the way to the end is one; any other makes two.
        int first = toward();
        save(0);
        for (int b = 0; b < 256; b++) {
            if (b != first && step(b)) {
                restore(0);
                return -1;
            }
        }
        return first;
    }

    /** Words that are refused, as the bytes that are missing to them. */
    static List<byte[]> missing(Set<String> words, byte[] written) {
        var rests = new ArrayList<byte[]>();
        for (String word : words) {
            byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
            if (bytes.length >= written.length && Arrays.equals(bytes, 0, written.length, written, 0, written.length)) {
                rests.add(Arrays.copyOfRange(bytes, written.length, bytes.length));
            }
        }
        return rests;
    }
}
