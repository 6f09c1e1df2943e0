package io.brewprint.job;

import io.brewprint.blueprint.NodeCatalog;
import io.brewprint.complete.Constrain;
import io.brewprint.exam.AnswerCounts;
import io.brewprint.exam.Author;
import io.brewprint.exam.EndpointException;
import io.brewprint.exam.ExamFigures;
import io.brewprint.exam.ExamFiles;
import io.brewprint.exam.ExamOutcome;
import io.brewprint.exam.Examiner;
import io.brewprint.exam.TestOutcome;
import io.brewprint.lesson.Corrections;
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

/** Asks an author lessons and tests; where both ways of answering are wanted, the free one first. */
final class ExamJob implements Job<ExamSpec, ExamResult> {
    @Override
    public ExamResult run(ExamSpec spec, EventWriter events, BooleanSupplier stop) throws Exception {
        List<Lesson> lessons = lessons(spec);
        Path own = spec.author().catalog();
        NodeCatalog catalog = own == null ? NodeCatalog.standard() : NodeCatalog.load(own);
        Constrain second = spec.alsoConstrain();
        try (Author author = JobAuthors.of(spec.author(), catalog, new Loading(events, stop))) {
            Held first = new Held(spec, events, stop, author, catalog, spec.constrain());
            boolean whole = first.examine(lessons);
            ExamOutcome free = first.outcome();
            if (!whole) {
                throw new StoppedException("exam stopped", new ExamResult(free, null));
            }
            if (second == Constrain.OFF || second == spec.constrain() || free.brokenOff() != null) {
                return new ExamResult(free, null);
            }
            Held again = new Held(spec, events, stop, author, catalog, second);
            boolean wholeAgain = again.examine(lessons);
            ExamResult both = new ExamResult(free, again.outcome());
            if (!wholeAgain) {
                throw new StoppedException("exam stopped", both);
            }
            return both;
        }
    }

    private static List<Lesson> lessons(ExamSpec spec) throws IOException {
        List<Lesson> lessons = new ArrayList<>();
        for (Path file : spec.lessons()) {
            lessons.add(Lesson.read(file));
        }
        for (int tier = 1; tier <= EvaluationSuite.TIERS; tier++) {
            Lesson lesson = EvaluationSuite.tier(tier, spec.suite());
            if (!lesson.prompts().isEmpty()) {
                lessons.add(lesson);
            }
        }
        return lessons;
    }

    /** One exam of one kind. */
    private static final class Held {
        private final ExamSpec spec;
        private final EventWriter events;
        private final BooleanSupplier stop;
        private final Examiner examiner;
        private final String model;
        private final List<ExamFiles.Answer> all = new ArrayList<>();
        private final List<ExamOutcome.LessonOutcome> lessons = new ArrayList<>();
        private ExamOutcome.@Nullable BrokenOff brokenOff;
        private String fault = "";

        Held(
                ExamSpec spec,
                EventWriter events,
                BooleanSupplier stop,
                Author author,
                NodeCatalog catalog,
                Constrain how) {
            this.spec = spec;
            this.events = events;
            this.stop = stop;
            examiner = new Examiner(author, spec.maxNewTokens(), how, catalog);
            model = spec.model() + (how == Constrain.OFF ? "" : "_" + how.word());
        }

        /** Whether all was asked, or a server broke it off; false where a stop was requested. */
        boolean examine(List<Lesson> asked) throws Exception {
            try {
                for (Lesson lesson : asked) {
                    if (!examine(lesson)) {
                        return false;
                    }
                }
            } catch (EndpointException e) {
                brokenOff = ExamOutcome.BrokenOff.of(e.fault());
            }
            if (!all.isEmpty() && AnswerCounts.of(all).failed() == all.size() && brokenOff == null) {
                if (spec.author().endpoint() == null) {
                    throw new IllegalArgumentException(fault); // prompts that are too long, all of them
                }
                brokenOff = new ExamOutcome.BrokenOff(fault, "");
            }
            return true;
        }

        ExamOutcome outcome() {
            return new ExamOutcome(
                    lessons,
                    ExamFigures.of(all),
                    spec.tellFailed()
                            ? all.stream()
                                    .filter(a -> !a.score().exact())
                                    .map(Held::failure)
                                    .toList()
                            : List.of(),
                    spec.suite().isEmpty()
                            ? List.of()
                            : all.stream().map(TestOutcome::of).toList(),
                    brokenOff);
        }

        /** Whether all of it was asked. */
        private boolean examine(Lesson lesson) throws Exception {
            try (ExamFiles files =
                    new ExamFiles(spec.results(), lesson, model, spec.author().baseName())) {
                try {
                    return examiner.examine(lesson, stop, (done, total, answer) -> {
                        files.add(answer);
                        all.add(answer);
                        fault = answer.fault().isEmpty() ? fault : answer.fault();
                        events.progress("exam", done, total, model + " on " + lesson.id());
                    });
                } finally {
                    files.finish();
                    if (!files.answers().isEmpty()) {
                        String name = String.valueOf(files.file().getFileName());
                        events.log("answers of " + model + " to " + lesson.id() + ": " + name);
                        lessons.add(new ExamOutcome.LessonOutcome(lesson.id(), name, ExamFigures.of(files.answers())));
                    }
                }
            }
        }

        private static Corrections.Failed failure(ExamFiles.Answer answer) {
            return new Corrections.Failed(
                    answer.prompt(),
                    answer.score().failure(),
                    answer.score().graphF1(),
                    answer.score().error(),
                    answer.text());
        }
    }
}
