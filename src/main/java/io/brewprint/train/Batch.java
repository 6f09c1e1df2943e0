package io.brewprint.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.brewprint.llama.LlamaModel;
import io.brewprint.llama.LoraAdapter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A micro-batch: sequences padded on the right to one width, and the positions whose next token is a label. */
final class Batch {
    private final int rows;
    private final long[] ids;
    private final long[] positions;
    private final long[] targets;

    private Batch(int rows, long[] ids, long[] positions, long[] targets) {
        this.rows = rows;
        this.ids = ids;
        this.positions = positions;
        this.targets = targets;
    }

    static Batch of(List<Example> examples) {
        int width = examples.stream().mapToInt(e -> e.length() - 1).max().orElseThrow();
        int labels = examples.stream().mapToInt(Example::labels).sum();
        long[] ids = new long[examples.size() * width]; // pads stay 0: nothing that is scored can see them
        long[] positions = new long[labels];
        long[] targets = new long[labels];
        int n = 0;
        for (int row = 0; row < examples.size(); row++) {
            Example e = examples.get(row);
            for (int t = 0; t < e.length() - 1; t++) {
                ids[row * width + t] = e.id(t);
                if (t + 1 >= e.answerStart()) {
                    positions[n] = (long) row * width + t;
                    targets[n++] = e.id(t + 1);
                }
            }
        }
        return new Batch(examples.size(), ids, positions, targets);
    }

    /** Number of tokens the loss is taken over. */
    int labels() {
        return targets.length;
    }

    /** Number of tokens computed, pads included. */
    int tokens() {
        return ids.length;
    }

    /** Summed cross-entropy of the labels: an f32 scalar. */
    NDArray loss(LlamaModel model, @Nullable LoraAdapter adapter, boolean training, NDManager scope) {
        NDArray hidden = model.hidden(LlamaModel.ids(scope, ids, rows), adapter, training);
        return model.loss(hidden, scope.create(positions), scope.create(targets));
    }
}
