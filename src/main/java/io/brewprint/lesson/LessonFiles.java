package io.brewprint.lesson;

import io.brewprint.dataset.Contamination;
import io.brewprint.dataset.Row;
import io.brewprint.dataset.RowSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/**
 * The lessons of a home: files {@code lessons/*.json} are taught; those in {@code lessons/holdout/} are asked in exams
 * and never taught.
 */
public record LessonFiles(Path folder) implements RowSource {
    @Override
    public String name() {
        return "lessons";
    }

    /** Lessons that exams ask. */
    public List<Lesson> exams() throws IOException {
        return read(examFiles());
    }

    /** The files of lessons that exams ask, by name. */
    public List<Path> examFiles() throws IOException {
        return files(folder.resolve("holdout"));
    }

    /** Lessons that are taught, corrections among them. */
    public List<Lesson> taught() throws IOException {
        return read(files(folder));
    }

    /** What exams and the evaluation ask, to keep it out of training. */
    public Contamination contamination() throws IOException {
        Contamination contamination = new Contamination();
        EvaluationSuite.tests()
                .forEach(t ->
                        contamination.add(t.prompt().instruction(), t.prompt().expectedDsl()));
        for (Lesson lesson : exams()) {
            lesson.prompts().forEach(p -> contamination.add(p.instruction(), p.expectedDsl()));
        }
        return contamination;
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

    private static List<Lesson> read(List<Path> files) throws IOException {
        List<Lesson> lessons = new java.util.ArrayList<>();
        for (Path file : files) {
            lessons.add(Lesson.read(file));
        }
        return lessons;
    }
}
