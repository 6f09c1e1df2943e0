package io.brewprint.exam;

import io.brewprint.config.ErrorCategory;
import io.brewprint.config.Fault;
import io.brewprint.config.Where;
import io.brewprint.lesson.Corrections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An exam of one kind, whole or broken off.
 *
 * @param lessons each lesson that was asked
 * @param overall all of them together
 * @param failed answers that were not right to the letter; empty where nobody wants them
 * @param tests the evaluation's tests among the prompts
 * @param brokenOff why it did not come to its end; absent where it did
 */
public record ExamOutcome(
        List<LessonOutcome> lessons,
        ExamFigures overall,
        List<Corrections.Failed> failed,
        List<TestOutcome> tests,
        @Nullable BrokenOff brokenOff) {
    /** Copies the lists. */
    public ExamOutcome {
        lessons = List.copyOf(lessons);
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
