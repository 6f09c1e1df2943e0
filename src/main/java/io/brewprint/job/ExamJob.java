package io.brewprint.job;

import io.brewprint.blueprint.NodeCatalog;
import io.brewprint.complete.Constrain;
import io.brewprint.exam.Author;
import io.brewprint.exam.CommentForm;
import io.brewprint.exam.ExamOutcome;
import io.brewprint.exam.RetrievalAuthor;
import io.brewprint.lesson.EvaluationSuite;
import io.brewprint.lesson.Lesson;
import io.brewprint.worker.EventWriter;
import io.brewprint.worker.ExamResult;
import io.brewprint.worker.ExamSpec;
import io.brewprint.worker.Job;
import io.brewprint.worker.StoppedException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks an author lessons and tests: freely, a base also in the form of comments, then held to the language where that
 * is wanted; and looks the same prompts up in the training data.
 */
final class ExamJob implements Job<ExamSpec, ExamResult> {
    @Override
    public ExamResult run(ExamSpec spec, EventWriter events, BooleanSupplier stop) throws Exception {
        List<Lesson> lessons = lessons(spec);
        NodeCatalog catalog = JobAuthors.catalog(spec.author());
        Exams exams = new Exams(spec, events, stop, lessons, catalog);
        if (spec.rows() != null) {
            try (Author nearest = RetrievalAuthor.of(spec.rows(), lessons)) {
                exams.retrieval = exams.hold(nearest, Constrain.OFF, RetrievalAuthor.NAME);
            }
        }
        Constrain second = spec.alsoConstrain();
        try (Author author = JobAuthors.of(spec.author(), catalog, new Loading(events, stop))) {
            exams.free = exams.hold(author, spec.constrain(), spec.model());
            if (exams.result().free().brokenOff() != null) {
                return exams.result();
            }
            Author best = author;
            if (spec.ofBase()) {
                Author comments = new CommentForm(author);
                exams.comment = exams.hold(comments, spec.constrain(), spec.model() + "_" + ExamResult.COMMENT);
                best = exams.result().form().equals(ExamResult.COMMENT) ? comments : author;
            }
            if (second != Constrain.OFF && second != spec.constrain()) {
                exams.constrained = exams.hold(best, second, spec.model());
            }
            return exams.result();
        }
    }

    private static List<Lesson> lessons(ExamSpec spec) throws IOException {
        List<Lesson> lessons = new ArrayList<>();
        for (Path file : spec.lessons()) {
            lessons.add(Lesson.read(file).oneIn(spec.oneIn()));
        }
        for (int tier = 1; tier <= EvaluationSuite.TIERS; tier++) {
            Lesson lesson = EvaluationSuite.tier(tier, spec.suite());
            if (!lesson.prompts().isEmpty()) {
                lessons.add(lesson);
            }
        }
        return lessons;
    }

    /** The exams held so far. */
    private static final class Exams {
        private final ExamSpec spec;
        private final EventWriter events;
        private final BooleanSupplier stop;
        private final List<Lesson> lessons;
        private final NodeCatalog catalog;
        private @Nullable ExamOutcome free;
        private @Nullable ExamOutcome constrained;
        private @Nullable ExamOutcome comment;
        private @Nullable ExamOutcome retrieval;

        Exams(ExamSpec spec, EventWriter events, BooleanSupplier stop, List<Lesson> lessons, NodeCatalog catalog) {
            this.spec = spec;
            this.events = events;
            this.stop = stop;
            this.lessons = lessons;
            this.catalog = catalog;
        }

        /** Holds one; a stop ends the job with what is there by then. */
        ExamOutcome hold(Author author, Constrain how, String model) throws Exception {
            HeldExam exam = new HeldExam(spec, events, stop, author, catalog, how, model);
            boolean whole = exam.examine(lessons);
            ExamOutcome outcome = exam.outcome();
            if (!whole) {
                boolean looked = model.equals(RetrievalAuthor.NAME);
                boolean first = free == null && !looked;
                boolean held = free != null && how != spec.constrain();
                throw new StoppedException(
                        "exam stopped",
                        new ExamResult(
                                first ? outcome : free(),
                                held ? outcome : constrained,
                                comment,
                                looked ? outcome : retrieval));
            }
            return outcome;
        }

        private ExamOutcome free() {
            return free == null ? ExamOutcome.NONE : free;
        }

        ExamResult result() {
            return new ExamResult(free(), constrained, comment, retrieval);
        }
    }
}
