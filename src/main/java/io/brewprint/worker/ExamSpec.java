package io.brewprint.worker;

import io.brewprint.complete.Constrain;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Ask an author lessons and score the answers.
 *
 * @param author whom to ask
 * @param model its name in results
 * @param lessons files of lessons
 * @param oneIn of each lesson, every so-many-th prompt is asked; 1 for all
 * @param suite ids of the evaluation's tests to ask beside them
 * @param results folder for the answers
 * @param maxNewTokens of an answer
 * @param constrain how far answers are held to the language
 * @param alsoConstrain how far those of a second exam are; {@code OFF}, or the same, for none
 * @param tellFailed whether the failed answers are part of the result
 * @param rows training data in which the nearest row to each prompt is looked up too; null for none
 */
public record ExamSpec(
        AuthorSpec author,
        String model,
        List<Path> lessons,
        int oneIn,
        List<String> suite,
        Path results,
        int maxNewTokens,
        Constrain constrain,
        Constrain alsoConstrain,
        boolean tellFailed,
        @Nullable Path rows)
        implements JobSpec<ExamResult> {
    /** Copies the lists. */
    public ExamSpec {
        lessons = List.copyOf(lessons);
        suite = List.copyOf(suite);
    }

    /** Whether a base is asked alone: then in both of its forms. */
    public boolean ofBase() {
        return author.base() != null && author.adapter() == null;
    }

    @Override
    public String kind() {
        return "exam";
    }

    @Override
    public Class<ExamResult> resultType() {
        return ExamResult.class;
    }
}
