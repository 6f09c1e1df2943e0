package io.brewprint.exam;

import io.brewprint.dataset.ComposedRows;
import io.brewprint.lesson.DrawnExams;
import io.brewprint.lesson.Lesson;
import java.util.Set;

/** What a held-out lesson is about, as reports group lessons. */
public final class ExamKind {
    /** Lessons that are none of the others. */
    public static final String LESSONS = "lessons";

    /** New combinations of what is taught; reports show it first. */
    public static final String COMBINATIONS = DrawnExams.COMBINATIONS;

    /** Among drawn exams, prompts of the families of nodes that the base has seen. */
    public static final String OLD_FAMILIES = "old_families";
    /** Those that show a family which the base has not seen. */
    public static final String NEW_FAMILIES = "new_families";

    private static final Set<String> KNOWN = Set.of(COMBINATIONS, DrawnExams.NAMES, DrawnExams.WORDS);

    private ExamKind() {}

    /** A kind as people read it. */
    public static String words(String kind) {
        return kind.replace('_', ' ');
    }

    /** A kind as it is spelled now, of one that an earlier program may have written with blanks. */
    public static String key(String kind) {
        return kind.replace(' ', '_');
    }

    /** The lesson's id where it is combinations, names or words, else {@link #LESSONS}. */
    public static String of(Lesson lesson) {
        return of(lesson.id());
    }

    /**
     * The group of a prompt's family: old or new, of exams that ask both; empty elsewhere.
     *
     * @param kind of its lesson
     * @param category of the prompt
     */
    public static String families(String kind, String category) {
        if (!kind.equals(COMBINATIONS) && !kind.equals(DrawnExams.NAMES)) {
            return "";
        }
        return Lesson.family(category).equals(ComposedRows.KNOWN) ? OLD_FAMILIES : NEW_FAMILIES;
    }

    /** The same by the lesson's id alone. */
    public static String of(String lesson) {
        return KNOWN.contains(lesson) ? lesson : LESSONS;
    }
}
