package io.brewprint.train;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * Which examples form which micro-batch in an epoch. Neighbours in a shuffled window are sorted by length, so that
 * little is padded; the batches are then shuffled. Seed and epoch determine everything: a resumed training sees the
 * same order.
 */
final class EpochOrder {
    private static final int WINDOW_BATCHES = 16;

    private EpochOrder() {}

    static List<List<Example>> batches(List<Example> examples, int batchSize, long seed, int epoch) {
        Random random = new Random(seed * 1_000_003 + epoch);
        List<Example> shuffled = new ArrayList<>(examples);
        Collections.shuffle(shuffled, random);
        List<List<Example>> batches = new ArrayList<>();
        int window = WINDOW_BATCHES * batchSize;
        for (int from = 0; from < shuffled.size(); from += window) {
            List<Example> part = shuffled.subList(from, Math.min(from + window, shuffled.size()));
            part.sort(Comparator.comparingInt(Example::length));
            for (int i = 0; i < part.size(); i += batchSize) {
                batches.add(List.copyOf(part.subList(i, Math.min(i + batchSize, part.size()))));
            }
        }
        Collections.shuffle(batches, random);
        return batches;
    }
}
