package io.brewprint.decode;

import ai.djl.ndarray.NDManager;
import io.brewprint.llama.LlamaModel;
import io.brewprint.llama.LoraAdapter;
import io.brewprint.tensor.Compute;
import io.brewprint.token.ChatTemplate;
import io.brewprint.token.Tokenizer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Answers prompts, many at a time, each as if it were alone: prompts wait in a bounded queue, are read into a batch as
 * others leave it, and share what they all begin with. Safe for threads. Closing it ends everything that runs.
 */
public final class Generator implements AutoCloseable {
    /**
     * How much is done at once.
     *
     * @param batches batches side by side, each in a thread of its own; 0 for what suits model and machine
     * @param rows prompts in one batch at most
     * @param queue prompts that may wait
     * @param copies whether dense copies of the weights are held for decoding; null for where they fit easily
     * @param kvBytes memory for the keys and values of all batches; 0 for a share of what is free
     */
    public record Options(
            int batches, int rows, int queue, @Nullable Boolean copies, long kvBytes) {
        /** What suits most. */
        public static final Options USUAL = new Options(0, 16, 4096, null);

        /** With a share of the memory that is free. */
        public Options(int batches, int rows, int queue, @Nullable Boolean copies) {
            this(batches, rows, queue, copies, 0);
        }
    }

    /** Prompts of the queue that a batch looks at for one that it can take. */
    private static final int AHEAD = 64;
    /** Times that others may go before the first of the queue. */
    private static final int PATIENCE = 48;

    private static final long SWEEP_NANOS = 200_000_000L;
    private static final double GIB = 1L << 30;
    /** Weights above which a matrix product keeps all cores busy even for one row. */
    private static final long LARGE = 100_000_000L;

    private static final int LOGITS_AT_ONCE = 1 << 20;

    private final LlamaModel base;
    private final Tokenizer tokenizer;
    private final Options options;
    private final NDManager manager;
    private final DecodeModels models;
    private final KvBudget budget;
    private final Deque<Sequence> waiting = new ArrayDeque<>();
    private final List<DecodeBatch> batches = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private long sweptAt = System.nanoTime();
    private boolean closed;

    /** Decodes with {@code model}'s weights as they are now. */
    public Generator(LlamaModel model, Tokenizer tokenizer) {
        this(model, tokenizer, Options.USUAL);
    }

    /** The same with another amount at once. */
    public Generator(LlamaModel model, Tokenizer tokenizer, Options options) {
        base = model;
        this.tokenizer = tokenizer;
        this.options = options;
        manager = model.manager().newSubManager();
        int cores = Compute.threads();
        boolean large = DecodeLayout.linears(model.config()) > LARGE;
        int count = options.batches() > 0
                ? options.batches()
                : large || model.device().isGpu() ? 1 : Math.max(1, cores);
        models = new DecodeModels(
                model, options.copies(), manager, used -> batches.stream().anyMatch(batch -> batch.holds(used)));
        KvBudget free = KvBudget.of(model, count);
        budget = options.kvBytes() > 0 ? new KvBudget(options.kvBytes() / count, free.perToken()) : free;
        for (int i = 0; i < count; i++) {
            DecodeBatch batch = new DecodeBatch(this, models, budget, large && count == 1 ? cores : 1, manager);
            Thread thread = new Thread(batch, "decode-" + i);
            thread.setDaemon(true);
            batches.add(batch);
            threads.add(thread);
        }
        threads.forEach(Thread::start);
    }

    /**
     * Makes an adapter known. It is answered with whenever {@link GenerationRequest#model()} names it; the base stays
     * as it is.
     *
     * @param adapter to be closed by the caller, after this engine
     */
    public void adapter(String name, LoraAdapter adapter) {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("an adapter needs a name");
        }
        models.add(name, adapter);
    }

    /**
     * Forgets an adapter, whose arrays may be closed from then on. Answers that are under way go on with it; prompts
     * that wait for it fail.
     */
    public void removeAdapter(String name) {
        models.remove(name);
    }

    /**
     * Puts a prompt into the queue.
     *
     * @throws IllegalArgumentException if it does not fit the model's context, or its adapter is not known
     * @throws QueueFull if too many wait
     */
    public GenerationHandle submit(GenerationRequest request) {
        return submit(List.of(request)).getFirst();
    }

    private synchronized List<GenerationHandle> submit(List<GenerationRequest> requests) {
        for (GenerationRequest request : requests) {
            check(request);
        }
        if (waiting.size() + requests.size() > options.queue()) {
            throw new QueueFull(waiting.size());
        }
        List<GenerationHandle> handles = new ArrayList<>();
        for (GenerationRequest request : requests) {
            GenerationHandle handle = new GenerationHandle();
            waiting.add(new Sequence(request, handle, base.config(), tokenizer));
            handles.add(handle);
        }
        notifyAll();
        return handles;
    }

    private void check(GenerationRequest request) {
        if (closed) {
            throw new IllegalStateException("the engine is closed");
        }
        if (request.ids().length >= base.config().maxPositions()) {
            throw new IllegalArgumentException("prompt of " + request.ids().length + " tokens, the model's context has "
                    + base.config().maxPositions());
        }
        if (!models.knows(request.model())) {
            throw new IllegalArgumentException("no adapter is called \"" + request.model() + "\"");
        }
        int tokens = Math.min(
                base.config().maxPositions(),
                request.ids().length + request.sampling().maxTokens());
        if (budget.rows(tokens) < 1) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "prompt of %d tokens and answer of up to %d need %.1f GiB for keys and values, and there are %.1f",
                    request.ids().length,
                    request.sampling().maxTokens(),
                    budget.needed(tokens) / GIB,
                    budget.bytes() / GIB));
        }
    }

    /** Answers all, in their order; however many there are, the queue holds no more than it may. */
    public List<Completion> answer(List<GenerationRequest> requests) {
        List<GenerationHandle> handles = new ArrayList<>();
        int done = 0;
        for (int from = 0; from < requests.size(); ) {
            int count = Math.min(requests.size() - from, Math.max(1, options.queue() / 2));
            handles.addAll(submit(requests.subList(from, from + count)));
            from += count;
            while (done < handles.size() && from < requests.size() && handles.size() - done > count / 2) {
                handles.get(done++).await();
            }
        }
        return handles.stream().map(GenerationHandle::await).toList();
    }

    /**
     * Answers all prompts greedily, sharing what they begin with.
     *
     * @param prompts token ids from {@link ChatTemplate#prompt}
     * @param maxNew tokens at most for each answer
     * @param stop asked between calls of the model; answers are then cut short
     * @throws IllegalArgumentException if a prompt does not fit the model's context
     */
    public List<Completion> generate(List<int[]> prompts, int maxNew, BooleanSupplier stop) {
        int shared = prompts.size() < 2 ? 0 : shared(prompts);
        return answer(prompts.stream()
                .map(ids -> GenerationRequest.of(ids, Sampling.greedy(maxNew))
                        .sharing(shared)
                        .until(stop))
                .toList());
    }

    /** Number of tokens with which all of {@code prompts} begin, leaving each at least one of its own. */
    public static int shared(List<int[]> prompts) {
        int[] first = prompts.getFirst();
        int length = first.length - 1;
        for (int[] other : prompts) {
            int same = java.util.Arrays.mismatch(first, 0, length, other, 0, Math.min(length, other.length));
            length = Math.min(same < 0 ? length : same, other.length - 1);
        }
        return Math.max(0, length);
    }

    /** Prompts that are being answered now. */
    public int running() {
        return batches.stream().mapToInt(DecodeBatch::size).sum();
    }

    /** Prompts that wait. */
    public synchronized int waiting() {
        return waiting.size();
    }

    /** Layouts of base and adapters in memory. */
    int layouts() {
        return models.size();
    }

    int rows() {
        return options.rows();
    }

    /** Rows times steps whose logits may come back from one call. */
    int logitsAtOnce() {
        return Math.max(1, LOGITS_AT_ONCE / base.config().vocabSize());
    }

    /** Waits until {@code batch} has something to do; false once the engine is closed. */
    synchronized boolean waitForWork(DecodeBatch batch) {
        while (!closed && batch.size() == 0 && !mayTake(batch)) {
            try {
                wait(waiting.isEmpty() ? 0 : 20); // another batch may have got what waits, or may be full by then
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return !closed;
    }

    /** Whether it is this batch's turn to take something. */
    private boolean mayTake(DecodeBatch batch) {
        return !waiting.isEmpty()
                && batch.size() < options.rows()
                && batches.stream().allMatch(other -> other == batch || other.size() >= batch.size());
    }

    /** Lets the prompts go that nobody waits for any more; looking at all of them costs, so not at every turn. */
    void sweep() {
        List<Sequence> unwanted = new ArrayList<>();
        synchronized (this) {
            if (waiting.isEmpty() || System.nanoTime() - sweptAt < SWEEP_NANOS) {
                return;
            }
            sweptAt = System.nanoTime();
            waiting.removeIf(sequence -> sequence.isUnwanted() && unwanted.add(sequence));
        }
        unwanted.forEach(Sequence::giveUp); // whoever hears of it must not do so within our lock
    }

    /**
     * The next prompt for a batch, null if there is none or others are to take it. One that cannot join what the batch
     * decodes (it asks for another adapter, or for more memory) lets later ones pass, but not for ever: then the batch
     * empties for it.
     */
    synchronized @Nullable Sequence next(DecodeBatch batch) {
        if (closed || !mayTake(batch)) {
            return null;
        }
        Sequence first = waiting.element();
        int looked = 0;
        for (Iterator<Sequence> each = waiting.iterator(); each.hasNext() && looked < AHEAD; looked++) {
            Sequence sequence = each.next();
            if (batch.takes(sequence)) {
                each.remove();
                if (sequence != first) {
                    first.passOver();
                }
                return sequence;
            }
            if (first.passedOver() >= PATIENCE) {
                return null;
            }
        }
        return null;
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            waiting.forEach(sequence ->
                    sequence.handle.future().completeExceptionally(new IllegalStateException("the engine was closed")));
            waiting.clear();
            notifyAll();
        }
        boolean interrupted = false;
        for (Thread thread : threads) {
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        models.close();
        manager.close();
    }
}
