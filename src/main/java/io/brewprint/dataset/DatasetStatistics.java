package io.brewprint.dataset;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.brewprint.compose.Composer;
import io.brewprint.dsl.Document;
import io.brewprint.dsl.Dsl;
import io.brewprint.dsl.Graph;
import io.brewprint.dsl.Node;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a dataset is made of.
 *
 * @param bad lines that are no rows
 * @param graphs different graphs, names and values aside
 * @param nodes nodes of all answers
 * @param mostNodes of the largest answer
 * @param sources rows by what stands ahead of the first colon of their source
 * @param types node types by how many rows show them
 * @param instructionCharacters of all requests
 * @param outputCharacters of all answers
 */
public record DatasetStatistics(
        int rows,
        int bad,
        int graphs,
        long nodes,
        int mostNodes,
        long instructionCharacters,
        long outputCharacters,
        Map<String, Integer> sources,
        Map<String, Integer> categories,
        Map<String, Integer> types) {
    /** Reads a dataset; memory is a hash a row. */
    public static DatasetStatistics of(Path file) throws IOException {
        Counts counts = new Counts();
        JsonLines.each(file, counts);
        return new DatasetStatistics(
                counts.rows,
                counts.bad,
                counts.graphs.size(),
                counts.nodes,
                counts.mostNodes,
                counts.instructions,
                counts.outputs,
                counts.sources,
                counts.categories,
                counts.types);
    }

    private static final class Counts implements JsonLines.Sink {
        private final Set<String> graphs = new HashSet<>();
        private final Map<String, Integer> sources = new TreeMap<>();
        private final Map<String, Integer> categories = new TreeMap<>();
        private final Map<String, Integer> types = new TreeMap<>();
        private int rows;
        private int bad;
        private long nodes;
        private int mostNodes;
        private long instructions;
        private long outputs;

        @Override
        public void row(int line, Row row, ObjectNode json, String text) {
            rows++;
            instructions += row.instruction().length();
            outputs += row.output().length();
            sources.merge(row.source().replaceFirst(":.*", ""), 1, Integer::sum);
            categories.merge(row.category(), 1, Integer::sum);
            Document document = Dsl.parse(row.output()).document();
            graphs.add(Contamination.graphHash(document));
            Set<String> here = new HashSet<>();
            int size = 0;
            for (Graph graph : document.graphs()) {
                size += graph.nodes().size();
                for (Node node : graph.nodes()) {
                    here.add(Composer.kind(node.type()));
                }
            }
            nodes += size;
            mostNodes = Math.max(mostNodes, size);
            here.forEach(type -> types.merge(type, 1, Integer::sum));
        }

        @Override
        public void bad(int line, int column, String what, String text) {
            bad++;
        }
    }
}
