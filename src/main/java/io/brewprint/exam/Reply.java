package io.brewprint.exam;

import io.brewprint.blueprint.NodeCatalog;
import io.brewprint.dsl.Dsl;
import io.brewprint.lesson.Lesson;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * An examined one's answer to a prompt: its scores, and where its texts are to be read again.
 *
 * @param mark what it is known by and compared by
 * @param light its scores without texts
 * @param nodes of the expected document
 * @param file that the answer is in
 * @param line its number, from 1
 * @param start the byte at which its line begins
 */
public record Reply(Mark mark, ExamFiles.Answer light, int nodes, Path file, int line, long start) {
    /** What {@link #length} may be, in order. */
    public static final List<String> LENGTHS = List.of("1-6", "7-14", "15 and more");

    /** A reply that was just read. */
    static Reply of(ExamFiles.Answer answer, String kind, Path file, int line, long start) {
        int nodes = Dsl.parse(answer.prompt().expectedDsl()).document().graphs().stream()
                .mapToInt(graph -> graph.nodes().size())
                .sum();
        return new Reply(Mark.of(answer, kind), answer.light(), nodes, file, line, start);
    }

    /** What request, expected answer and answer say; read from the file again. */
    public ExamFiles.Answer whole(NodeCatalog catalog) throws IOException {
        return AnswerFile.at(file, start, line, catalog).answer();
    }

    /** The family of its prompt. */
    public String family() {
        return Lesson.family(mark.cluster());
    }

    /** How long the expected document is, in words. */
    public String length() {
        return LENGTHS.get(nodes <= 6 ? 0 : nodes <= 14 ? 1 : 2);
    }
}
