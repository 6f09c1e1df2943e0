package io.brewprint.worker;

import java.util.function.BooleanSupplier;

/**
 * Work that runs in a child JVM.
 *
 * @param <S> what it is told
 * @param <R> what it gives
 */
public interface Job<S extends JobSpec<R>, R extends JobResult> {
    /**
     * Does the work.
     *
     * @param stop to be asked at each safe boundary
     * @throws StoppedException where it ended at a safe boundary on request, with what it reached
     */
    R run(S spec, EventWriter events, BooleanSupplier stop) throws Exception;
}
