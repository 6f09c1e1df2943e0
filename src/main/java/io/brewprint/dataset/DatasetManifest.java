package io.brewprint.dataset;

import java.util.List;
import java.util.Map;

/**
 * What a dataset is made of: {@code datasets/manifest.json}.
 *
 * @param sources counts by source
 * @param rejects the first faulty answers, with their sources
 * @param train rows to learn from
 * @param validation rows for evaluations
 * @param dataHash by which the training file is known
 */
public record DatasetManifest(
        Map<String, SourceCounts> sources, List<String> rejects, int train, int validation, String dataHash) {
    /** Copies both. */
    public DatasetManifest {
        sources = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(sources));
        rejects = List.copyOf(rejects);
    }

    /**
     * Rows of one source.
     *
     * @param examOverlap left out, as an exam asks them
     * @param invalid left out, as the validator faults their answers
     */
    public record SourceCounts(int kept, int duplicates, int examOverlap, int invalid) {}
}
