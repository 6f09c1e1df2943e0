package io.brewprint.llama;

import java.util.Arrays;

/** A growing list of token ids. */
final class Ids {
    private int[] ids = new int[64];
    private int size;

    void add(int id) {
        if (size == ids.length) {
            ids = Arrays.copyOf(ids, 2 * size);
        }
        ids[size++] = id;
    }

    void addAll(int[] more) {
        for (int id : more) {
            add(id);
        }
    }

    int get(int index) {
        if (index >= size) {
            throw new IndexOutOfBoundsException(index + " of " + size);
        }
        return ids[index];
    }

    int size() {
        return size;
    }

    /** Takes the first {@code count} out. */
    void drop(int count) {
        System.arraycopy(ids, count, ids, 0, size - count);
        size -= count;
    }

    int[] toArray() {
        return Arrays.copyOf(ids, size);
    }
}
