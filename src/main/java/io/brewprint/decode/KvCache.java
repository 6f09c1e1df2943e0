package io.brewprint.decode;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Keys and values of a batch's rows. All rows write the same next column; a column that is not a row's own (it came
 * later, or the token there was taken back) is hidden from it by the mask. When the columns run out, each row's own are
 * packed together.
 */
final class KvCache implements AutoCloseable {
    private static final int FIRST_ROWS = 4;

    private final DecodeModel model;
    private final NDManager manager;
    private NDArray k;
    private NDArray v;
    private int capacity;
    private int columns;
    private float[] mask;
    private int rows;
    private int next;
    private @Nullable NDArray maskArray;
    private @Nullable NDArray useArray;
    private float[] use;

    KvCache(DecodeModel model, NDManager parent) {
        this.model = model;
        capacity = FIRST_ROWS;
        manager = parent.newSubManager();
        columns = KvBudget.columns(0);
        mask = new float[capacity * columns];
        use = new float[capacity];
        k = model.cache(capacity, columns, manager);
        v = model.cache(capacity, columns, manager);
    }

    int rows() {
        return rows;
    }

    /**
     * Adds a row and reads its prompt, or what follows the prefix that it shares.
     *
     * @param mostRows rows that there is memory for
     * @param over asked between pieces; the row is then there, and not to be decoded
     * @return what comes next, null if it is over
     */
    @Nullable
    Predicted add(int[] ids, @Nullable Prefix prefix, int mostRows, BooleanSupplier over) {
        int row = rows;
        if (row == capacity || Math.max(next, ids.length) > columns) {
            int roomier = Math.max(row + 1, Math.min(mostRows, 2 * capacity));
            pack(Math.max(0, ids.length - next), ids.length, row == capacity ? roomier : capacity);
        }
        rows++;
        int from = Math.max(0, next - ids.length);
        int end = from + ids.length;
        for (int other = 0; other < row; other++) {
            hide(other, next, end);
        }
        next = Math.max(next, end);
        Arrays.fill(mask, row * columns, (row + 1) * columns, 0);
        hide(row, 0, from);
        use[row] = prefix == null ? Extension.HIDDEN : 0;
        changed();
        int position = prefix == null ? 0 : prefix.length();
        return read(row, ids, position, from, prefix, over);
    }

    private @Nullable Predicted read(
            int row, int[] ids, int position, int column, @Nullable Prefix prefix, BooleanSupplier over) {
        int start = 0;
        while (true) {
            int at = column + start;
            int lo = first(row, at);
            int length = Math.min(Extension.piece(model.config(), at - lo), ids.length - start);
            Predicted predicted = Extension.run(
                    model,
                    k,
                    v,
                    prefix,
                    row,
                    Arrays.copyOfRange(ids, start, start + length),
                    position + start,
                    lo,
                    at,
                    Arrays.copyOfRange(mask, row * columns + lo, row * columns + at),
                    manager);
            start += length;
            if (start == ids.length) {
                return predicted;
            }
            if (over.getAsBoolean()) {
                return null;
            }
        }
    }

    /** Reads more tokens of the only row at once. */
    Predicted extend(int[] ids, int position, @Nullable Prefix prefix) {
        reserve(ids.length);
        Predicted predicted = read(0, ids, position, next, prefix, () -> false);
        next += ids.length;
        return Objects.requireNonNull(predicted);
    }

    /** First column of a row's own, {@code end} if it has none before that. */
    private int first(int row, int end) {
        int at = 0;
        while (at < end && mask[row * columns + at] != 0) {
            at++;
        }
        return at;
    }

    private void hide(int row, int from, int to) {
        Arrays.fill(mask, row * columns + from, row * columns + Math.max(from, to), Extension.HIDDEN);
    }

    /** Takes the last {@code count} tokens of a row back. */
    void takeBack(int row, int count) {
        hide(row, next - count, next);
        changed();
    }

    /** Takes a row out; the last one takes its place. */
    void remove(int row) {
        int last = rows - 1;
        if (row != last) {
            System.arraycopy(mask, last * columns, mask, row * columns, columns);
            use[row] = use[last];
            try (NDScope ignored = new NDScope();
                    NDManager scope = manager.newSubManager()) {
                NDArray at = scope.create(new long[] {last, row, first(last, next), next});
                model.call("move", k, at);
                model.call("move", v, at);
            }
        }
        rows--;
        if (rows == 0) {
            next = 0;
        }
        changed();
    }

    /**
     * Steps of all rows.
     *
     * @param given tokens to feed, {@code steps} for each row, -1 for the most likely one
     * @param positions of each row's first
     */
    Predicted step(long[] given, long[] positions, int steps, @Nullable Prefix prefix, boolean logits) {
        reserve(steps);
        int lo = next;
        for (int row = 0; row < rows; row++) {
            lo = Math.min(lo, first(row, next));
        }
        try (NDScope ignored = new NDScope();
                NDManager scope = manager.newSubManager()) {
            NDArray[] arguments = {
                k,
                v,
                scope.create(given, new Shape(rows, steps)),
                scope.create(positions, new Shape(rows, 1)),
                maskArray(),
                scope.create(new long[] {lo, next, logits ? 1 : 0})
            };
            NDList out;
            if (prefix == null) {
                out = model.call("steps", arguments);
            } else {
                NDArray[] more = Arrays.copyOf(arguments, arguments.length + 3);
                more[6] = prefix.keys();
                more[7] = prefix.values();
                more[8] = useArray();
                out = model.call("steps_shared", more);
            }
            next += steps;
            return Predicted.of(out, logits);
        }
    }

    private void changed() {
        if (maskArray != null) {
            maskArray.close();
            maskArray = null;
        }
        if (useArray != null) {
            useArray.close();
            useArray = null;
        }
    }

    private NDArray maskArray() {
        NDArray made = maskArray;
        if (made == null) {
            made = manager.create(Arrays.copyOf(mask, rows * columns), new Shape(rows, 1, 1, columns));
            NDScope.unregister(made);
            maskArray = made;
        }
        return made;
    }

    private NDArray useArray() {
        NDArray made = useArray;
        if (made == null) {
            made = manager.create(Arrays.copyOf(use, rows), new Shape(rows, 1, 1));
            NDScope.unregister(made);
            useArray = made;
        }
        return made;
    }

    private void reserve(int steps) {
        if (next + steps > columns) {
            pack(steps, 0, capacity);
        }
    }

    /**
     * Packs each row's own columns together, at the right, and makes room for {@code more} columns, {@code least} in
     * all.
     */
    private void pack(int more, int least, int rowsToo) {
        int[] counts = new int[rows];
        int longest = 0;
        for (int row = 0; row < rows; row++) {
            for (int i = 0; i < next; i++) {
                counts[row] += mask[row * columns + i] == 0 ? 1 : 0;
            }
            longest = Math.max(longest, counts[row]);
        }
        int wider = KvBudget.columns(Math.max(least, longest + more));
        float[] packed = new float[rowsToo * wider];
        long[] index = new long[rows * longest];
        for (int row = 0; row < rows; row++) {
            int to = longest - counts[row];
            Arrays.fill(packed, row * wider, row * wider + to, Extension.HIDDEN);
            for (int i = 0; i < next; i++) {
                if (mask[row * columns + i] == 0) {
                    index[row * longest + to++] = i;
                }
            }
        }
        k = packed(k, rowsToo, wider, index, longest);
        v = packed(v, rowsToo, wider, index, longest);
        capacity = rowsToo;
        use = Arrays.copyOf(use, capacity);
        mask = packed;
        columns = wider;
        next = longest;
        changed();
    }

    private NDArray packed(NDArray old, int height, int wider, long[] index, int longest) {
        NDArray fresh = model.cache(height, wider, manager);
        if (longest > 0) {
            try (NDScope ignored = new NDScope();
                    NDManager scope = manager.newSubManager()) {
                model.call("pack", old, fresh, scope.create(index, new Shape(rows, longest)));
            }
        }
        old.close();
        return fresh;
    }

    @Override
    public void close() {
        manager.close();
    }
}
