package io.brewprint.exam;

import io.brewprint.config.ErrorCategory;
import io.brewprint.config.Fault;
import io.brewprint.config.Where;
import io.brewprint.lesson.Corrections;
import io.brewprint.lesson.Lesson;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An exam of one kind, whole or broken off.
 *
 * @param lessons each lesson that was asked
 * @param overall all of them together
 * @param kinds the same by {@link ExamKind}, and by old and new families of nodes
 * @param marks each answer, for comparing
 * @param failed answers that were not right to the letter; empty where nobody wants them
 * @param tests the evaluation's tests among the prompts
 * @param brokenOff why it did not come to its end; absent where it did
 */
public record ExamOutcome(
        List<LessonOutcome> lessons,
        ExamFigures overall,
        Map<String, ExamFigures> kinds,
        List<Mark> marks,
        List<Corrections.Failed> failed,
        List<TestOutcome> tests,
        @Nullable BrokenOff brokenOff) {
    /** Nothing was asked. */
    public static final ExamOutcome NONE = of(Map.of(), false, false, null);

    /**
     * A lesson's answers.
     *
     * @param file name of the file that they are in
     */
    public record Answers(String file, List<ExamFiles.Answer> answers) {
        /** Copies the list. */
        public Answers {
            answers = List.copyOf(answers);
        }
    }

    /** Adds up the answers to lessons, in their order. */
    public static ExamOutcome of(
            Map<Lesson, Answers> asked, boolean tellFailed, boolean suite, @Nullable BrokenOff brokenOff) {
        List<LessonOutcome> lessons = new ArrayList<>();
        List<ExamFiles.Answer> all = new ArrayList<>();
        Map<String, List<ExamFiles.Answer>> byKind = new LinkedHashMap<>();
        List<Mark> marks = new ArrayList<>();
        asked.forEach((lesson, given) -> {
            String kind = ExamKind.of(lesson);
            lessons.add(new LessonOutcome(lesson.id(), given.file, ExamFigures.of(given.answers)));
            all.addAll(given.answers);
            byKind.computeIfAbsent(kind, key -> new ArrayList<>()).addAll(given.answers);
            given.answers.forEach(answer -> marks.add(Mark.of(answer, kind)));
        });
        Map<String, ExamFigures> kinds = new LinkedHashMap<>();
        asked.forEach((lesson, given) -> given.answers.forEach(answer -> {
            String families =
                    ExamKind.families(ExamKind.of(lesson), answer.prompt().category());
            if (!families.isEmpty()) {
                byKind.computeIfAbsent(families, key -> new ArrayList<>()).add(answer);
            }
        }));
        byKind.forEach((kind, answers) -> kinds.put(kind, ExamFigures.of(answers)));
        return new ExamOutcome(
                lessons,
                ExamFigures.of(all),
                kinds,
                marks,
                tellFailed
                        ? all.stream()
                                .filter(a -> !a.score().exact())
                                .map(ExamOutcome::failure)
                                .toList()
                        : List.of(),
                suite ? all.stream().map(TestOutcome::of).toList() : List.of(),
                brokenOff);
    }

    private static Corrections.Failed failure(ExamFiles.Answer answer) {
        return new Corrections.Failed(
                answer.prompt(),
                answer.score().failure(),
                answer.score().graphF1(),
                answer.score().error(),
                answer.text());
    }

    /** The marks of one kind of lessons, or of old or new families. */
    public List<Mark> marks(String kind) {
        return marks.stream()
                .filter(mark -> mark.kind().equals(kind)
                        || ExamKind.families(mark.kind(), mark.cluster()).equals(kind))
                .toList();
    }

    /** Copies the lists. */
    public ExamOutcome {
        lessons = List.copyOf(lessons);
        kinds = Collections.unmodifiableMap(new LinkedHashMap<>(kinds));
        marks = List.copyOf(marks);
        failed = List.copyOf(failed);
        tests = List.copyOf(tests);
    }

    /**
     * One lesson.
     *
     * @param answers name of the file of its answers
     */
    public record LessonOutcome(String id, String answers, ExamFigures figures) {}

    /** What ended an exam early: a server that is gone, or that failed at everything. */
    public record BrokenOff(String message, String remedy) {
        /** The fault of a server. */
        public static BrokenOff of(Fault fault) {
            return new BrokenOff(fault.what(), fault.remedy());
        }

        /** As a fault, with a word on what was answered by then. */
        public Fault fault(String told) {
            return new Fault(ErrorCategory.NETWORK, "endpoint", message + "; " + told, Where.NOWHERE, remedy);
        }
    }
}
