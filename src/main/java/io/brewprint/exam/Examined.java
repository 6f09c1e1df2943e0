package io.brewprint.exam;

import io.brewprint.blueprint.NodeCatalog;
import io.brewprint.config.Fault;
import io.brewprint.config.Where;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * One that was examined, with its replies by prompt; texts stay in the files.
 *
 * @param who its name
 */
public record Examined(String who, Map<String, Reply> replies) {
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
        Map<String, Reply> replies = new LinkedHashMap<>();
        for (ExamOutcome.LessonOutcome lesson : lessons) {
            Path file = folder.resolve(lesson.answers());
            if (!Files.isRegularFile(file)) {
                throw damaged(file, 0, "the answers of " + who + " to " + lesson.id() + " are not there any more");
            }
            String name = kind.apply(lesson.id());
            AnswerFile.each(file, catalog, new AnswerFile.Sink() {
                @Override
                public void answer(int line, long start, RecordedAnswer read) {
                    Reply reply = Reply.of(read.answer(), name, file, line, start);
                    replies.putIfAbsent(reply.mark().prompt(), reply);
                }

                @Override
                public void bad(int line, String what) {
                    throw damaged(file, line, what);
                }
            });
        }
        return new Examined(who, replies);
    }

    private static Fault damaged(Path file, int line, String what) {
        return new Fault(
                "bad_answers",
                what,
                new Where(file.toString(), line, 0),
                "examine it again: brewprint run --eval-only");
    }
}
