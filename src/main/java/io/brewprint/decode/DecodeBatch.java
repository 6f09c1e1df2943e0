package io.brewprint.decode;

import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One batch and the thread that decodes it; rows leave as they end and others take their places. */
final class DecodeBatch implements Runnable {
    /** Shorter beginnings are read again for each row: attending to them apart would cost more. */
    private static final int SHORTEST_PREFIX = 32;
    /** A call is to last no longer than this, so that whoever stops a row is heard soon. */
    private static final double CALL_SECONDS = 0.05;

    private final Generator generator;
    private final DecodeModels models;
    private final KvBudget budget;
    private final NDManager manager;
    private final int threads;
    private final List<Sequence> sequences = new ArrayList<>();
    private volatile @Nullable DecodeModel model;
    /** What it is about to decode with. */
    private volatile @Nullable DecodeModel claimed;

    private @Nullable KvCache cache;
    private @Nullable Prefix prefix;
    private volatile int size;
    /** Tokens of its own that the longest row may come to. */
    private volatile int longest;

    private double stepSeconds;

    DecodeBatch(Generator generator, DecodeModels models, KvBudget budget, int threads, NDManager parent) {
        this.generator = generator;
        this.models = models;
        this.budget = budget;
        this.threads = threads;
        manager = parent.newSubManager();
    }

    /** Rows that are being decoded. */
    int size() {
        return size;
    }

    @Override
    public void run() {
        JniUtils.setGradMode(false);
        JniUtils.setNumThreads(threads);
        try {
            while (generator.waitForWork(this)) {
                try {
                    turn();
                } catch (RuntimeException | OutOfMemoryError e) {
                    fail(e);
                }
            }
        } finally {
            fail(new IllegalStateException("the engine was closed"));
            manager.close();
        }
    }

    private void fail(Throwable e) {
        sequences.forEach(sequence -> sequence.handle.future().completeExceptionally(e));
        sequences.clear();
        counted();
        claimed = null;
        drop();
    }

    private void drop() {
        if (cache != null) {
            cache.close();
            cache = null;
        }
        share(null);
        model = null;
        models.sweep(); // it may have been the last that decoded with what is forgotten
    }

    private void share(@Nullable Prefix other) {
        models.exchange(prefix, other);
        prefix = other;
    }

    /** Lets go what has ended, takes in what waits, and decodes a few tokens. */
    private void turn() {
        retire();
        generator.sweep();
        for (Sequence sequence = generator.next(this); sequence != null; sequence = generator.next(this)) {
            admit(sequence);
        }
        retire(); // whoever ends with the first token, or while its prompt is read, is not decoded
        if (!sequences.isEmpty()) {
            decode();
        }
    }

    /** Whether {@code other} is in use here. */
    boolean holds(DecodeModel other) {
        return model == other || claimed == other;
    }

    /** Whether a row can join what is being decoded: for the same adapter, and where its keys and values find room. */
    boolean takes(Sequence sequence) {
        DecodeModel current = model;
        int most = Math.max(longest, sequence.most());
        return size == 0
                || current == null
                || (models.isCurrent(current, sequence.request.model()) && size < budget.rows(most));
    }

    private void retire() {
        for (int i = sequences.size() - 1; i >= 0; i--) {
            Sequence sequence = sequences.get(i);
            sequence.look();
            if (sequence.end() == null) {
                continue;
            }
            if (cache != null) {
                cache.remove(i);
            }
            sequences.set(i, sequences.getLast());
            sequences.removeLast();
            counted();
            sequence.finish();
        }
    }

    private void admit(Sequence sequence) {
        sequence.admitted();
        sequence.look();
        if (sequence.end() != null) {
            sequence.finish();
            return;
        }
        DecodeModel wanted;
        try {
            wanted = models.of(sequence.request.model(), made -> claimed = made);
        } catch (IllegalArgumentException e) { // forgotten while it waited: its own fault alone
            sequence.handle.future().completeExceptionally(e);
            return;
        }
        sequences.add(sequence); // from here on it is told if something fails
        counted();
        if (wanted != model) {
            drop();
            model = wanted;
        }
        claimed = null;
        KvCache into = cache;
        if (into == null) {
            into = new KvCache(wanted, manager);
            cache = into;
        }
        Prefix shares = prefix(wanted, sequence);
        sequence.sharing(shares);
        int[] ids = sequence.request.ids();
        int from = shares == null ? 0 : shares.length();
        Predicted first = into.add(
                java.util.Arrays.copyOfRange(ids, from, ids.length),
                shares,
                Math.min(generator.rows(), budget.rows(longest)),
                sequence::isOver);
        if (first != null) {
            sequence.begin(first);
        }
    }

    private void counted() {
        longest = sequences.stream().mapToInt(sequence -> sequence.most()).max().orElse(0);
        size = sequences.size();
    }

    private @Nullable Prefix prefix(DecodeModel wanted, Sequence sequence) {
        int length = sequence.request.shared();
        if (length < SHORTEST_PREFIX) {
            return null;
        }
        if (prefix != null && prefix.matches(sequence.request.ids(), length)) {
            return prefix;
        }
        if (sequences.stream().anyMatch(other -> other != sequence && other.shares())) {
            return null; // one at a time: this row reads all of its prompt itself
        }
        share(models.prefix(wanted, sequence.request.ids(), length, threads));
        return prefix;
    }

    private void decode() {
        KvCache into = java.util.Objects.requireNonNull(cache);
        if (sequences.size() == 1 && sequences.getFirst().feed().length > 1) {
            Sequence only = sequences.getFirst();
            if (only.end() == null) {
                only.extend(into, only.shares() ? prefix : null);
            }
            return;
        }
        boolean logits = sequences.stream().anyMatch(Sequence::wantsLogits);
        int steps = steps(logits);
        long[] given = new long[sequences.size() * steps];
        long[] positions = new long[sequences.size()];
        for (int r = 0; r < sequences.size(); r++) {
            int[] tokens = sequences.get(r).give(steps);
            for (int i = 0; i < steps; i++) {
                given[r * steps + i] = tokens[i];
            }
            positions[r] = sequences.get(r).position();
        }
        long start = System.nanoTime();
        boolean shared = sequences.stream().anyMatch(Sequence::shares);
        Predicted predicted = into.step(given, positions, steps, shared ? prefix : null, logits);
        stepSeconds = (System.nanoTime() - start) / 1e9 / steps;
        for (int r = 0; r < sequences.size(); r++) {
            int wrong = sequences.get(r).take(predicted, r, steps);
            if (wrong > 0) {
                into.takeBack(r, wrong);
            }
        }
    }

    /** How many tokens to decode in one call: as many as all rows are likely to use. */
    private int steps(boolean logits) {
        int steps = sequences.stream().mapToInt(Sequence::wish).min().orElse(1);
        if (logits) {
            // what comes back is to stay small beside what is computed
            steps = Math.min(steps, Math.max(1, generator.logitsAtOnce() / sequences.size()));
        }
        if (stepSeconds > 0) {
            steps = (int) Math.min(steps, Math.max(1, CALL_SECONDS / stepSeconds));
        }
        return Math.max(1, steps);
    }
}
