package io.brewprint.exam;

import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * What an exam is measured by, in the order in which tables show it: the strictest first. Each is the sum of a part
 * over the sum of a whole; the whole is 1 a prompt, but for the slots, whose figures are over all slots of all prompts.
 * A prompt without slots weighs nothing in them.
 */
public enum Measure {
    /** Answers that are the expected document. */
    EXACT_SHARE(score -> bit(score.exact())),
    /** Expected names and values that are given at their places. */
    SLOT_RECALL(
            score -> score.slots().total().right(),
            score -> score.slots().total().expected()),
    /** Given names and values that are expected at their places. */
    SLOT_PRECISION(
            score -> score.slots().total().right(),
            score -> score.slots().total().given()),
    /** Node types and typed edges. */
    GRAPH_F1(Score::graphF1),
    /** Answers whose graph is the expected one. */
    SAME_GRAPH_SHARE(score -> bit(score.sameGraph())),
    /** Answers without an error. */
    VALID_SHARE(score -> bit(score.valid())),
    /** The original's: expected lines. */
    SCORE(Score::lineRecall);

    private final ToDoubleFunction<Score> part;
    private final ToDoubleFunction<Score> whole;

    Measure(ToDoubleFunction<Score> part) {
        this(part, score -> 1);
    }

    Measure(ToDoubleFunction<Score> part, ToDoubleFunction<Score> whole) {
        this.part = part;
        this.whole = whole;
    }

    private static double bit(boolean yes) {
        return yes ? 1 : 0;
    }

    /** Its key in JSON. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What a prompt's answer adds to the sums. */
    Statistics.Sample sample(String cluster, Score score) {
        return new Statistics.Sample(cluster, part.applyAsDouble(score), whole.applyAsDouble(score));
    }
}
