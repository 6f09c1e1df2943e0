package io.brewprint.exam;

import io.brewprint.lesson.DrawnExams;
import io.brewprint.lesson.Lesson;
import java.util.Set;

/** What a held-out lesson is about, as reports group lessons. */
public final class ExamKind {
    /** Lessons that are none of the others. */
    public static final String LESSONS = "lessons";

    /** New combinations of what is taught; reports show it first. */
    public static final String COMBINATIONS = DrawnExams.COMBINATIONS;

    private static final Set<String> KNOWN = Set.of(COMBINATIONS, DrawnExams.NAMES, DrawnExams.WORDS);

    private ExamKind() {}

    /** The lesson's id where it is combinations, names or words, else {@link #LESSONS}. */
    public static String of(Lesson lesson) {
        return of(lesson.id());
    }

    /** The same by the lesson's id alone. */
    public static String of(String lesson) {
        return KNOWN.contains(lesson) ? lesson : LESSONS;
    }
}
