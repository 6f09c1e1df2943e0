package io.brewprint.exam;

import io.brewprint.blueprint.NodeCatalog;
import io.brewprint.config.Fault;
import io.brewprint.config.Where;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * One that was examined, with its replies; texts stay in the files.
 *
 * @param who its name
 */
public record Examined(String who, List<Reply> replies) {
    /** Copies the list. */
    public Examined {
        replies = List.copyOf(replies);
    }

    /** A lesson's answers. */
    public record Source(String lesson, Path file) {}

    /**
     * Reads the files of an exam and scores their answers anew, so that two exams are measured alike.
     *
     * @param folder that the answers' files are in
     * @param kind from a lesson's id to the name under which reports show it
     * @throws Fault where a file is gone or has a line that is no answer
     */
    public static Examined read(
            String who,
            Path folder,
            List<ExamOutcome.LessonOutcome> lessons,
            UnaryOperator<String> kind,
            NodeCatalog catalog)
            throws IOException {
        List<Source> sources = new ArrayList<>();
        for (ExamOutcome.LessonOutcome lesson : lessons) {
            Path file = folder.resolve(lesson.answers());
            if (!Files.isRegularFile(file)) {
                throw damaged(file, 0, "the answers of " + who + " to " + lesson.id() + " are not there any more");
            }
            sources.add(new Source(kind.apply(lesson.id()), file));
        }
        return of(who, sources, catalog, fault -> {
            throw fault;
        });
    }

    /**
     * The same from files wherever they are.
     *
     * @param sources each with the name under which reports show it
     * @param bad hears of lines that are no answers
     */
    public static Examined of(String who, List<Source> sources, NodeCatalog catalog, Consumer<Fault> bad)
            throws IOException {
        List<Reply> replies = new ArrayList<>();
        for (Source source : sources) {
            AnswerFile.each(source.file, catalog, new AnswerFile.Sink() {
                @Override
                public void answer(int line, long start, RecordedAnswer read) {
                    replies.add(Reply.of(read.answer(), source.lesson, source.file, line, start));
                }

                @Override
                public void bad(int line, String what) {
                    bad.accept(damaged(source.file, line, what));
                }
            });
        }
        return new Examined(who, replies);
    }

    /** The first reply to each prompt, by what the prompt is known by. */
    Map<String, Reply> byPrompt() {
        Map<String, Reply> first = new LinkedHashMap<>();
        replies.forEach(reply -> first.putIfAbsent(reply.mark().prompt(), reply));
        return first;
    }

    /** Figures of all replies. */
    public ExamFigures figures() {
        return figures(replies);
    }

    /** Figures of parts of them. */
    public Map<String, ExamFigures> figures(Function<Reply, String> by) {
        Map<String, List<Reply>> parts = new TreeMap<>();
        replies.forEach(reply ->
                parts.computeIfAbsent(by.apply(reply), key -> new ArrayList<>()).add(reply));
        Map<String, ExamFigures> figures = new LinkedHashMap<>();
        parts.forEach((name, part) -> figures.put(name, figures(part)));
        return figures;
    }

    private static ExamFigures figures(List<Reply> replies) {
        return ExamFigures.of(replies.stream().map(Reply::light).toList());
    }

    private static Fault damaged(Path file, int line, String what) {
        return new Fault(
                "bad_answers",
                what,
                new Where(file.toString(), line, 0),
                "examine it again: brewprint run --eval-only");
    }
}
