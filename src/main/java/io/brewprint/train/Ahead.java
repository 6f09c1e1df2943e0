package io.brewprint.train;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/**
 * Items that are made ahead of their use by threads of their own, a bounded number of them, and come in their order:
 * a GPU that waits for the texts of its next step does nothing.
 *
 * @param <T> an item
 */
final class Ahead<T> implements AutoCloseable {
    private final IntFunction<T> source;
    private final int end;
    private final int most;
    private final ExecutorService threads;
    private final Deque<Future<T>> waiting = new ArrayDeque<>();
    private int next;

    /**
     * Begins at once.
     *
     * @param from number of the first item
     * @param end number behind the last one
     * @param threads that make items
     * @param source makes an item, in whatever thread and order, the same whenever it is asked
     */
    Ahead(int from, int end, int threads, IntFunction<T> source) {
        this.source = source;
        this.end = end;
        most = 2 * threads;
        next = from;
        this.threads = Executors.newFixedThreadPool(
                threads, Thread.ofPlatform().daemon().name("ahead-", 0).factory());
        fill();
    }

    private void fill() {
        while (waiting.size() < most && next < end) {
            int number = next++;
            waiting.add(threads.submit(() -> source.apply(number)));
        }
    }

    /**
     * The next item; waits until it is made.
     *
     * @throws java.util.NoSuchElementException behind the last one
     */
    T take() {
        Future<T> first = waiting.remove();
        try {
            return first.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a step's texts", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException fault ? fault : new IllegalStateException(e.getCause());
        } finally {
            fill();
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
