package io.brewprint.lesson;

import io.brewprint.config.Fault;
import io.brewprint.config.Where;

/** A file that is no lesson. */
public final class LessonFormatException extends Fault {
    private static final long serialVersionUID = 1L;

    LessonFormatException(Where where, String what) {
        super("bad_lesson", what, where, "a lesson is JSON with prompts, each with id, instruction and expected_dsl");
    }
}
