package io.brewprint.worker;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Let a model answer prompts of practice several times each.
 *
 * @param author whom to ask
 * @param rewords a server that rewords what was not always answered right; null for none
 * @param pool a lesson's file
 * @param out for a JSON line a prompt
 * @param answers to each prompt, half of them held to the language
 * @param temperature at which answers are drawn
 * @param seed of the draws
 * @param maxNewTokens of an answer
 */
public record PracticeSpec(
        AuthorSpec author,
        @Nullable AuthorSpec rewords,
        Path pool,
        Path out,
        int answers,
        double temperature,
        long seed,
        int maxNewTokens)
        implements JobSpec<PracticeResult> {
    @Override
    public String kind() {
        return "practice";
    }

    @Override
    public Class<PracticeResult> resultType() {
        return PracticeResult.class;
    }
}
