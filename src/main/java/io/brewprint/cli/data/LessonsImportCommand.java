package io.brewprint.cli.data;

import io.brewprint.cli.command.FilesCommand;
import io.brewprint.cli.command.Inputs;
import io.brewprint.config.Fault;
import io.brewprint.config.Where;
import io.brewprint.lesson.LessonCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lessons import}: takes lesson files into the home, the original's as they are. */
@Command(
        name = "import",
        description = "Takes lesson files into the home, the original's as they are. Faulty prompts are told and not"
                + " used; a file in which none can be used is refused.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: brewprint lessons import lesson_07.json --exam"})
final class LessonsImportCommand extends FilesCommand {
    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Lesson files, or folders of them.")
    private List<Path> named = List.of();

    @Option(names = "--exam", description = "Into lessons/holdout/: asked in exams, never taught.")
    private boolean exam;

    @Option(names = "--replace", description = "Replaces a lesson of the same file name.")
    private boolean replace;

    @Override
    protected int run() throws Exception {
        Path folder = exam ? home().lessons().resolve("holdout") : home().lessons();
        Files.createDirectories(folder);
        each(Inputs.find(named, ".json"), item -> take(item, folder));
        return exit(false);
    }

    private Map<String, Object> take(Inputs.Item item, Path folder) throws IOException {
        Path to = folder.resolve(item.relative().getFileName());
        if (Files.exists(to) && !replace) {
            throw new Fault(
                    "exists", "this lesson is there already", Where.in(to), "give --replace, or rename the file");
        }
        LessonReport lesson = new LessonReport(item.path(), exam, LessonCheck.read(item.path(), catalog()), "");
        if (lesson.prompts() == 0) {
            throw new Fault(
                    "bad_lesson",
                    lesson.isFaulty() ? lesson.problems().getFirst() : "the lesson has no prompt",
                    Where.in(item.name()),
                    "lessons check lists all of it");
        }
        Files.copy(item.path(), to, StandardCopyOption.REPLACE_EXISTING);
        if (!json()) {
            say(lesson.line());
            lesson.problems().forEach(err()::println);
        }
        return lesson.entry();
    }
}
