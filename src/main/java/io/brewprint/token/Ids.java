package io.brewprint.token;

import java.util.Arrays;

/** A growing list of token ids. */
public final class Ids {
    private int[] ids = new int[64];
    private int size;

    public void add(int id) {
        if (size == ids.length) {
            ids = Arrays.copyOf(ids, 2 * size);
        }
        ids[size++] = id;
    }

    /** Adds several, in their order. */
    public void addAll(int[] more) {
        for (int id : more) {
            add(id);
        }
    }

    public int get(int index) {
        if (index >= size) {
            throw new IndexOutOfBoundsException(index + " of " + size);
        }
        return ids[index];
    }

    public int size() {
        return size;
    }

    /** Takes the first {@code count} out. */
    public void drop(int count) {
        System.arraycopy(ids, count, ids, 0, size - count);
        size -= count;
    }

    public int[] toArray() {
        return Arrays.copyOf(ids, size);
    }
}
