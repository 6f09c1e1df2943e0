package io.brewprint.train;

/** What a training tells while it runs; called before and between optimizer steps, never during one. */
public interface TrainingListener {
    /**
     * A step is done.
     *
     * @param step optimizer steps done, from 1
     * @param total optimizer steps planned
     * @param loss mean cross-entropy of the step's labels
     * @param rate learning rate used
     * @param gradNorm norm before clipping
     * @param tokensPerSecond tokens computed a second, pads included
     */
    void step(int step, int total, double loss, double rate, double gradNorm, double tokensPerSecond);

    /**
     * What the last step made of the machine.
     *
     * @param shareOfLimit operations that the step needed, a second, of the rate of bare matrix products; NaN if
     * unknown
     * @param memoryGib the most memory that the process has held so far; NaN if unknown
     */
    default void resources(int step, double shareOfLimit, double memoryGib) {}

    /** Loss on the validation rows. */
    default void evaluated(int step, double loss) {}

    /** A sign of life within work that comes to no step: a tensor was loaded, a batch evaluated. */
    default void working(String what) {}

    /** Something a person should know. */
    default void note(String message) {}

    /** Whether to stop now, at this safe boundary. */
    boolean stopRequested();
}
