package io.brewprint.lesson;

import io.brewprint.blueprint.NodeCatalog;
import io.brewprint.dataset.Contamination;
import io.brewprint.dataset.Row;
import io.brewprint.dataset.RowSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The lessons of a home: files {@code lessons/*.json} are taught; those in {@code lessons/holdout/} are asked in exams
 * and never taught.
 */
public record LessonFiles(Path folder, NodeCatalog catalog) implements RowSource {
    /** With the program's own node types. */
    public LessonFiles(Path folder) {
        this(folder, NodeCatalog.standard());
    }

    @Override
    public String name() {
        return "lessons";
    }

    /**
     * Lessons that exams ask, whole: one that is damaged could not be kept out of training.
     *
     * @throws LessonFormatException naming file, place and fault
     */
    public List<Lesson> exams() throws IOException {
        List<Lesson> lessons = new ArrayList<>();
        for (Path file : examFiles()) {
            lessons.add(Lesson.read(file));
        }
        return lessons;
    }

    /** The files of lessons that exams ask, by name. */
    public List<Path> examFiles() throws IOException {
        return files(folder.resolve("holdout"));
    }

    /** The files of lessons that are taught, by name. */
    public List<Path> taughtFiles() throws IOException {
        return files(folder);
    }

    /** Lessons that are taught, corrections among them. */
    public List<Lesson> taught() throws IOException {
        return read(taughtFiles());
    }

    /** What exams and the evaluation ask, to keep it out of training. */
    public Contamination contamination() throws IOException {
        Contamination contamination = new Contamination();
        EvaluationSuite.tests()
                .forEach(t ->
                        contamination.add(t.prompt().instruction(), t.prompt().expectedDsl()));
        for (Lesson lesson : exams()) {
            lesson.prompts().forEach(p -> guard(contamination, lesson.id(), p));
        }
        return contamination;
    }

    /** Takes note of what a prompt asks, by what its lesson is about. */
    public static void guard(Contamination contamination, String lesson, Lesson.Prompt prompt) {
        switch (lesson) {
            case DrawnExams.NAMES -> contamination.addNames(prompt.instruction(), prompt.expectedDsl());
            case DrawnExams.WORDS -> contamination.addWords(prompt.instruction(), prompt.expectedDsl());
            default -> {
                if (lesson.startsWith(DrawnExams.HAND)) {
                    contamination.addWords(prompt.instruction(), prompt.expectedDsl());
                } else {
                    contamination.add(prompt.instruction(), prompt.expectedDsl());
                }
            }
        }
    }

    @Override
    public void forEach(Consumer<Row> sink) throws IOException {
        for (Lesson lesson : taught()) {
            for (Lesson.Prompt p : lesson.prompts()) {
                sink.accept(new Row(
                        p.instruction(), "", p.expectedDsl(), "lesson:" + lesson.id() + ":" + p.id(), p.category()));
            }
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var paths = Files.list(folder)) {
            return paths.filter(p -> p.getFileName().toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }

    /** What of all lessons cannot be used, by file and place; a file that is no lesson is one of them. */
    public List<String> problems() throws IOException {
        List<String> problems = new ArrayList<>();
        List<Path> all = new ArrayList<>(taughtFiles());
        all.addAll(examFiles());
        for (Path file : all) {
            try {
                LessonCheck.read(file, catalog).problems().forEach(problem -> problems.add(problem.toString()));
            } catch (LessonFormatException e) {
                problems.add(e.where().orIn(String.valueOf(file.getFileName())).text() + ": " + e.what());
            }
        }
        return problems;
    }

    /**
     * Faulty answers are left to whoever builds a dataset of them; a lesson that is damaged is passed over:
     * {@link #problems} tells of it, and the others are used.
     */
    private static List<Lesson> read(List<Path> files) throws IOException {
        List<Lesson> lessons = new ArrayList<>();
        for (Path file : files) {
            try {
                lessons.add(LessonCheck.loosely(file).lesson());
            } catch (LessonFormatException damaged) {
                // what is wrong with it is told, once, by problems()
            }
        }
        return lessons;
    }
}
