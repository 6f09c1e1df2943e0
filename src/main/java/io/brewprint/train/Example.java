package io.brewprint.train;

import java.util.Arrays;
import java.util.Objects;

/** A tokenised training text: the tokens from {@code answerStart} on are what the model learns to say. */
public final class Example {
    private final int[] ids;
    private final int answerStart;

    public Example(int[] ids, int answerStart) {
        if (answerStart < 1 || answerStart >= ids.length) {
            throw new IllegalArgumentException("answer starts at " + answerStart + " of " + ids.length + " tokens");
        }
        this.ids = ids.clone();
        this.answerStart = answerStart;
    }

    /** A text that is read, and one behind it that is learned. */
    static Example of(int[] read, int[] learned) {
        int[] ids = Arrays.copyOf(read, read.length + learned.length);
        System.arraycopy(learned, 0, ids, read.length, learned.length);
        return new Example(ids, read.length);
    }

    int length() {
        return ids.length;
    }

    int id(int position) {
        return ids[position];
    }

    int answerStart() {
        return answerStart;
    }

    /** Number of tokens the loss is taken over. */
    int labels() {
        return ids.length - answerStart;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Example e && answerStart == e.answerStart && Arrays.equals(ids, e.ids);
    }

    @Override
    public int hashCode() {
        return Objects.hash(Arrays.hashCode(ids), answerStart);
    }
}
