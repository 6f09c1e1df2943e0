package io.brewprint.train;

import java.util.List;

/** Tokens that every example begins with: the system prompt and what the chat template puts around it. */
final class SharedPrefix {
    private SharedPrefix() {}

    /** Their number; never reaches into an answer. 0 for fewer than two examples. */
    static int of(List<Example> examples) {
        if (examples.size() < 2) {
            return 0;
        }
        Example first = examples.get(0);
        int shared = first.answerStart();
        for (Example e : examples) {
            shared = Math.min(shared, e.answerStart());
            for (int t = 0; t < shared; t++) {
                if (e.id(t) != first.id(t)) {
                    shared = t;
                }
            }
        }
        // a row needs a token of its own to be read before its answer
        return Math.max(
                0,
                Math.min(
                        shared,
                        examples.stream().mapToInt(Example::length).min().orElse(0) - 2));
    }
}
