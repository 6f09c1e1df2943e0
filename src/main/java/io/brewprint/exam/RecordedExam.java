package io.brewprint.exam;

import io.brewprint.blueprint.NodeCatalog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Files of recorded answers, scored without a model: a lesson a file.
 *
 * @param parts each file's figures
 * @param overall all of them together
 * @param refused the first {@value #MOST_REFUSED} lines that are no answers
 * @param refusedLines how many there are in all
 */
public record RecordedExam(List<Part> parts, Part overall, List<Refused> refused, int refusedLines) {
    /** Lines of which is told what is wrong; a file of something else has millions. */
    public static final int MOST_REFUSED = 100;

    /**
     * What one file came to, or all of them.
     *
     * @param file as it was named; empty for all
     * @param original by the original's rules, computed here
     * @param recorded what the lines say themselves
     */
    public record Part(
            String id, String file, ExamFigures figures, OriginalFigures original, OriginalFigures recorded) {}

    /** A line that is no answer. */
    public record Refused(String file, int line, String what) {}

    /** Copies the lists. */
    public RecordedExam {
        parts = List.copyOf(parts);
        refused = List.copyOf(refused);
    }

    /** Reads and scores; a line at a time is held, and of each answer what adding up needs. */
    public static RecordedExam of(List<Path> files, NodeCatalog catalog) throws IOException {
        List<Part> parts = new ArrayList<>();
        List<Refused> refused = new ArrayList<>();
        AtomicInteger refusedLines = new AtomicInteger();
        Sums all = new Sums();
        for (Path file : files) {
            String name = file.toString().replace('\\', '/');
            Sums sums = new Sums();
            AnswerFile.each(file, catalog, new AnswerFile.Sink() {
                @Override
                public void answer(int line, long start, RecordedAnswer answer) {
                    sums.add(answer);
                }

                @Override
                public void bad(int line, String what) {
                    if (refusedLines.incrementAndGet() <= MOST_REFUSED) {
                        refused.add(new Refused(name, line, what));
                    }
                }
            });
            if (!sums.answers.isEmpty()) {
                parts.add(sums.part(id(file), name));
                all.add(sums);
            }
        }
        return new RecordedExam(parts, all.part("overall", ""), refused, refusedLines.get());
    }

    private static String id(Path file) {
        return String.valueOf(file.getFileName()).replaceFirst("\\.jsonl?$", "");
    }

    private static final class Sums {
        private final List<ExamFiles.Answer> answers = new ArrayList<>();
        private final OriginalFigures.Sum original = new OriginalFigures.Sum();
        private final OriginalFigures.Sum recorded = new OriginalFigures.Sum();

        void add(RecordedAnswer line) {
            ExamFiles.Answer answer = line.answer();
            original.valid(OriginalRules.valid(answer.text()));
            original.score(answer.score().lineRecall()); // the one figure that both programs have
            if (line.valid() != null) {
                recorded.valid(line.valid());
            }
            if (line.score() != null) {
                recorded.score(line.score());
            }
            answers.add(answer.light());
        }

        void add(Sums other) {
            answers.addAll(other.answers);
            original.add(other.original);
            recorded.add(other.recorded);
        }

        Part part(String id, String file) {
            return new Part(id, file, ExamFigures.of(answers), original.figures(), recorded.figures());
        }
    }
}
