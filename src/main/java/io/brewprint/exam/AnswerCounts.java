package io.brewprint.exam;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What became of an exam's prompts beside their scores; those that got no answer count with a score of nothing.
 *
 * @param answered prompts that were answered
 * @param timeouts prompts whose time ran out
 * @param failed prompts that were refused or that a server failed at
 * @param extraction answers by what was done to find the document in them: as_is, or fence, leading, trailing and leak,
 *     of which an answer may need several
 * @param tokens of all answers
 * @param meanSeconds of a prompt, 0 where there is none
 */
public record AnswerCounts(
        int answered, int timeouts, int failed, Map<String, Integer> extraction, long tokens, double meanSeconds) {
    /** Copies the map, sorted. */
    public AnswerCounts {
        extraction = java.util.Collections.unmodifiableMap(new TreeMap<>(extraction));
    }

    /** Adds up {@code answers}. */
    public static AnswerCounts of(List<ExamFiles.Answer> answers) {
        Map<String, Integer> extraction =
                new TreeMap<>(Map.of("as_is", 0, "fence", 0, "leading", 0, "trailing", 0, "leak", 0));
        int timeouts = 0;
        int failed = 0;
        for (ExamFiles.Answer answer : answers) {
            switch (answer.status()) {
                case ExamFiles.COMPLETED -> {
                    for (String how : answer.extraction().split("\\+", -1)) {
                        extraction.merge(how, 1, Integer::sum);
                    }
                }
                case ExamFiles.TIMEOUT -> timeouts++;
                default -> failed++;
            }
        }
        return new AnswerCounts(
                answers.size() - timeouts - failed,
                timeouts,
                failed,
                extraction,
                answers.stream().mapToLong(ExamFiles.Answer::tokens).sum(),
                answers.stream()
                        .mapToDouble(ExamFiles.Answer::seconds)
                        .average()
                        .orElse(0));
    }
}
