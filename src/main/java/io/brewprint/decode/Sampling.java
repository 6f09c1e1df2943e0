package io.brewprint.decode;

import java.util.List;

/**
 * How tokens are chosen.
 *
 * @param temperature 0 for the most likely token always (ties to the lowest id), else the divisor of the logits
 * @param topK candidates at most, 0 for all
 * @param topP smallest set of candidates whose probability reaches this; 1 for all
 * @param repetitionPenalty logits of tokens that have occurred are divided by it, or multiplied where negative; 1 for
 * none
 * @param seed of the row's own generator: a row's draws do not depend on what else is decoded
 * @param maxTokens of an answer
 * @param stops texts that end an answer and are not part of it
 */
public record Sampling(
        double temperature,
        int topK,
        double topP,
        double repetitionPenalty,
        long seed,
        int maxTokens,
        List<String> stops) {
    private static final int MOST_STOPS = 16;

    /** Checks ranges. */
    public Sampling {
        stops = List.copyOf(stops);
        check(temperature >= 0 && temperature <= 10, "temperature", temperature, "0 to 10");
        check(topK >= 0, "top_k", topK, "0 (all) or more");
        check(topP > 0 && topP <= 1, "top_p", topP, "more than 0, up to 1");
        check(
                repetitionPenalty > 0 && repetitionPenalty <= 10,
                "repetition_penalty",
                repetitionPenalty,
                "more than 0, up to 10");
        check(maxTokens >= 1, "max_tokens", maxTokens, "1 or more");
        check(
                stops.size() <= MOST_STOPS && stops.stream().noneMatch(String::isEmpty),
                "stop",
                stops,
                "at most " + MOST_STOPS + " texts, none of them empty");
    }

    /** The most likely token always. */
    public static Sampling greedy(int maxTokens) {
        return new Sampling(0, 0, 1, 1, 0, maxTokens, List.of());
    }

    /** The same with another seed. */
    public Sampling seeded(long other) {
        return new Sampling(temperature, topK, topP, repetitionPenalty, other, maxTokens, stops);
    }

    /** Whether the most likely token is taken as it is. */
    boolean plain() {
        return temperature == 0 && repetitionPenalty == 1;
    }

    private static void check(boolean right, String name, Object value, String range) {
        if (!right) {
            throw new IllegalArgumentException(name + " is " + value + "; it can be " + range);
        }
    }
}
