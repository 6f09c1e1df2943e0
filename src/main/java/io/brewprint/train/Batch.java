package io.brewprint.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.brewprint.llama.LlamaModel;
import io.brewprint.llama.LoraAdapter;
import io.brewprint.llama.Packing;
import io.brewprint.llama.TokenPositions;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A micro-batch: rows padded on the right to one width, behind the tokens that all of them share, which are computed
 * once; and the tokens whose next token is a label.
 */
public final class Batch {
    private final Packing packing;
    private final long[] ids;
    private final long[] rows;
    private final long[] targets;

    private Batch(Packing packing, long[] ids, long[] rows, long[] targets) {
        this.packing = packing;
        this.ids = ids;
        this.rows = rows;
        this.targets = targets;
    }

    /** A batch in which nothing is shared. */
    public static Batch of(List<Example> examples) {
        return of(examples, 0);
    }

    /**
     * A batch whose examples begin with the same {@code shared} tokens, none of them a label. One example has nobody to
     * share with.
     */
    public static Batch of(List<Example> examples, int shared) {
        int prefix = examples.size() == 1 ? 0 : shared;
        int width =
                examples.stream().mapToInt(e -> e.length() - 1 - prefix).max().orElseThrow();
        int labels = examples.stream().mapToInt(Example::labels).sum();
        Packing packing = new Packing(prefix, examples.size(), width);
        long[] ids = new long[packing.tokens()]; // pads stay 0: nothing that is scored can see them
        long[] rows = new long[labels];
        long[] targets = new long[labels];
        for (int t = 0; t < prefix; t++) {
            ids[t] = examples.get(0).id(t);
        }
        int n = 0;
        for (int row = 0; row < examples.size(); row++) {
            Example e = examples.get(row);
            for (int t = prefix; t < e.length() - 1; t++) {
                ids[prefix + row * width + t - prefix] = e.id(t);
            }
            for (int t = e.answerStart() - 1; t < e.length() - 1; t++) {
                // the last shared token is in no row: it may have a label from each of them
                rows[n] = t < prefix ? t : prefix + (long) row * width + t - prefix;
                targets[n++] = e.id(t + 1);
            }
        }
        return new Batch(packing, ids, rows, targets);
    }

    /** How the tokens lie. */
    Packing packing() {
        return packing;
    }

    /** Number of tokens the loss is taken over. */
    public int labels() {
        return targets.length;
    }

    /** Number of tokens computed, pads included. */
    public int tokens() {
        return ids.length;
    }

    /** Token ids, int64 {@code [N]}. */
    NDArray ids(NDManager scope) {
        return LlamaModel.ids(scope, ids);
    }

    /** Tokens that have a label, int64. */
    NDArray rows(NDManager scope) {
        return scope.create(rows);
    }

    /** The labels, int64. */
    NDArray targets(NDManager scope) {
        return scope.create(targets);
    }

    /** Summed cross-entropy of the labels without gradients: an f32 scalar. */
    NDArray loss(LlamaModel model, @Nullable LoraAdapter adapter, NDManager scope) {
        TokenPositions at = model.positions(packing, scope);
        return model.loss(model.hidden(ids(scope), at, adapter, false), rows(scope), targets(scope));
    }
}
