package io.brewprint.decode;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.pytorch.jni.JniUtils;
import io.brewprint.llama.LlamaModel;
import io.brewprint.llama.LoraAdapter;
import io.brewprint.llama.Packing;
import io.brewprint.token.Tokenizer;
import java.util.Arrays;

/** Greedy answers by a full forward pass for each token: no cache, no batch, no fused weights. */
final class Slow {
    private Slow() {}

    static String answer(LlamaModel model, LoraAdapter adapter, Tokenizer tokenizer, int[] prompt, int count) {
        JniUtils.setNumThreads(1); // two would wait for each other at every step wherever the machine is busy
        long[] ids = Arrays.stream(prompt).asLongStream().toArray();
        int[] out = new int[count];
        int n = 0;
        while (n < count) {
            try (NDScope ignored = new NDScope();
                    NDManager manager = NDManager.newBaseManager()) {
                NDArray hidden = model.hidden(
                        LlamaModel.ids(manager, ids),
                        model.positions(Packing.single(ids.length), manager),
                        adapter,
                        false);
                NDArray logits = model.logits(hidden, manager.create(new long[] {ids.length - 1}));
                int next = (int) logits.argMax(1).toLongArray()[0];
                if (model.config().eos().contains(next)) {
                    break;
                }
                out[n++] = next;
                ids = Arrays.copyOf(ids, ids.length + 1);
                ids[ids.length - 1] = next;
            }
        }
        return tokenizer.decode(out, n);
    }
}
