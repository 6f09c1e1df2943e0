package io.brewprint.dataset;

import io.brewprint.blueprint.NodeCatalog;
import io.brewprint.config.AtomicFiles;
import io.brewprint.config.Json;
import io.brewprint.dsl.Dsl;
import io.brewprint.dsl.DslStream;
import io.brewprint.dsl.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Merges sources into train.jsonl and validation.jsonl: exact duplicates, rows an exam asks, and answers the validator
 * faults are left out and counted. Rows are streamed; what is held in memory is one hash a row.
 */
public final class DatasetBuilder {
    private static final int LISTED_REJECTS = 50;

    private final Contamination exams;
    private final double validationShare;
    private final NodeCatalog catalog;

    /**
     * A builder.
     *
     * @param exams what must not be learned
     * @param validationShare share of graphs, 0 to 1, that go to validation; a graph is never in both
     * @param catalog the node types by which answers are checked
     */
    public DatasetBuilder(Contamination exams, double validationShare, NodeCatalog catalog) {
        this.exams = exams;
        this.catalog = catalog;
        this.validationShare = validationShare;
    }

    /**
     * Writes both files and the manifest, each put in place when it is whole.
     *
     * @return the manifest
     */
    public DatasetManifest build(List<RowSource> sources, Path train, Path validation, Path manifest)
            throws IOException {
        Files.createDirectories(train.toAbsolutePath().getParent());
        Path trainWork = train.resolveSibling(train.getFileName() + ".tmp");
        Path validationWork = validation.resolveSibling(validation.getFileName() + ".tmp");
        Map<String, DatasetManifest.SourceCounts> bySource = new LinkedHashMap<>();
        List<String> rejects = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        int[] totals = new int[2];
        try (Writer trainOut = AtomicFiles.writer(trainWork);
                Writer validationOut = AtomicFiles.writer(validationWork)) {
            for (RowSource source : sources) {
                Counts counts = new Counts();
                source.forEach(row -> {
                    DslStream.Checked answer = Dsl.checked(row.output(), catalog);
                    List<Problem> faults = RowCheck.errors(row, answer.problems());
                    String graph = Contamination.graphHash(answer.document());
                    if (!faults.isEmpty()) {
                        counts.invalid++;
                        if (rejects.size() < LISTED_REJECTS) {
                            rejects.add(row.source() + ": " + faults.getFirst().brief());
                        }
                    } else if (exams.hits(row, answer.document(), graph)) {
                        counts.contaminated++;
                    } else if (!seen.add(AtomicFiles.sha256(row.instruction() + "\u0000" + row.output()))) {
                        counts.duplicates++;
                    } else {
                        boolean held = belongsToValidation(graph);
                        write(held ? validationOut : trainOut, row);
                        totals[held ? 1 : 0]++;
                        counts.kept++;
                    }
                });
                bySource.put(source.name(), counts.done());
            }
        }
        AtomicFiles.replace(trainWork, train);
        AtomicFiles.replace(validationWork, validation);
        DatasetManifest made = new DatasetManifest(bySource, rejects, totals[0], totals[1], dataHash(train));
        AtomicFiles.write(manifest, Json.pretty(made));
        return made;
    }

    /** By what a training file is known: the first 16 hex digits of its SHA-256, as in the original. */
    public static String dataHash(Path train) throws IOException {
        return AtomicFiles.sha256(train).substring(0, 16);
    }

    private boolean belongsToValidation(String graphHash) {
        return Integer.parseInt(graphHash.substring(0, 6), 16) < validationShare * (1 << 24);
    }

    private static void write(Writer out, Row row) {
        try {
            JsonLines.write(out, row);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Counts {
        private int kept;
        private int duplicates;
        private int contaminated;
        private int invalid;

        DatasetManifest.SourceCounts done() {
            return new DatasetManifest.SourceCounts(kept, duplicates, contaminated, invalid);
        }
    }
}
