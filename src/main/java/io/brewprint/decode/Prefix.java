package io.brewprint.decode;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Arrays;

/**
 * Keys and values of the tokens with which many prompts begin: computed once, never written again, shared by all rows.
 */
final class Prefix implements AutoCloseable {
    private final NDManager manager;
    private final int[] ids;
    private final NDArray k;
    private final NDArray v;
    private int users;

    /** Reads {@code ids} in pieces. */
    Prefix(DecodeModel model, int[] ids, NDManager parent) {
        this.ids = ids.clone();
        manager = parent.newSubManager();
        k = model.cache(1, ids.length, manager);
        v = model.cache(1, ids.length, manager);
        for (int from = 0; from < ids.length; ) {
            int[] piece =
                    Arrays.copyOfRange(ids, from, Math.min(ids.length, from + Extension.piece(model.config(), from)));
            Extension.causal(model, k, v, piece, from, manager);
            from += piece.length;
        }
    }

    /** Whether {@code prompt} begins with these {@code length} tokens. */
    boolean matches(int[] prompt, int length) {
        return length == ids.length && Arrays.equals(prompt, 0, length, ids, 0, length);
    }

    int length() {
        return ids.length;
    }

    NDArray keys() {
        return k;
    }

    NDArray values() {
        return v;
    }

    void use() {
        users++;
    }

    void release() {
        users--;
    }

    boolean idle() {
        return users == 0;
    }

    @Override
    public void close() {
        manager.close();
    }
}
