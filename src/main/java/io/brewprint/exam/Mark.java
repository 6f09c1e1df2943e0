package io.brewprint.exam;

import io.brewprint.config.AtomicFiles;

/**
 * How one answer did, for comparing two answerers prompt by prompt.
 *
 * @param prompt a hash of request and expected answer: the same wherever it is asked
 * @param kind of its lesson
 * @param cluster the prompt's category
 */
public record Mark(String prompt, String kind, String cluster, boolean exact, double graphF1, boolean valid) {
    /** Of an answer. */
    static Mark of(ExamFiles.Answer answer, String kind) {
        return new Mark(
                AtomicFiles.sha256(answer.prompt().instruction()
                                + '\0'
                                + answer.prompt().expectedDsl())
                        .substring(0, 16),
                kind,
                answer.prompt().category(),
                answer.score().exact(),
                answer.score().graphF1(),
                answer.score().valid());
    }

    Statistics.Sample exactSample() {
        return new Statistics.Sample(cluster, exact ? 1 : 0, 1);
    }

    Statistics.Sample validSample() {
        return new Statistics.Sample(cluster, valid ? 1 : 0, 1);
    }

    Statistics.Sample graphSample() {
        return new Statistics.Sample(cluster, graphF1, 1);
    }
}
