package io.brewprint.dataset;

import io.brewprint.dsl.PinRef;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** One thing a synthetic Blueprint does: how people ask for it, and the nodes that do it. */
interface SyntheticAction {
    /** Kind of step, without its values: what a combination is made of. */
    String kind();

    /** The request, in the imperative: {@code wait 2.5 seconds}. */
    String phrase(Random random);

    /**
     * Adds nodes and wires.
     *
     * @return the exec pin after which the next step runs, or null if nothing may follow
     */
    @Nullable
    PinRef emit(GraphDraft graph, PinRef from);

    /** Whether another step may follow in the same chain. */
    default boolean open() {
        return true;
    }
}
