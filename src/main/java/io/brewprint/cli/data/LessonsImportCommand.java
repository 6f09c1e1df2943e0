package io.brewprint.cli.data;

import io.brewprint.cli.command.BaseCommand;
import io.brewprint.cli.command.ExitCode;
import io.brewprint.cli.command.Inputs;
import io.brewprint.config.Fault;
import io.brewprint.config.Where;
import io.brewprint.lesson.LessonCheck;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
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
final class LessonsImportCommand extends BaseCommand {
    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Lesson files, or folders of them.")
    private List<Path> named = List.of();

    @Option(names = "--exam", description = "Into lessons/holdout/: asked in exams, never taught.")
    private boolean exam;

    @Option(names = "--replace", description = "Replaces a lesson of the same file name.")
    private boolean replace;

    @Override
    protected int run() throws Exception {
        Path folder = exam ? home().lessons().resolve("holdout") : home().lessons();
        List<Inputs.Item> items = Inputs.find(named, ".json");
        List<LessonReport> taken = new ArrayList<>();
        for (Inputs.Item item : items) {
            Path to = folder.resolve(item.relative().getFileName());
            if (Files.exists(to) && !replace) {
                throw new Fault(
                        "exists", "this lesson is there already", Where.in(to), "give --replace, or rename the file");
            }
            LessonCheck check = LessonCheck.read(item.path(), catalog());
            if (check.lesson().prompts().isEmpty()) {
                throw new Fault(
                        "bad_lesson",
                        check.problems().isEmpty()
                                ? "the lesson has no prompt"
                                : check.problems().getFirst().toString(),
                        Where.in(item.name()),
                        "lessons check lists all of it");
            }
            taken.add(new LessonReport(item.path(), exam, check, ""));
        }
        Files.createDirectories(folder);
        for (LessonReport lesson : taken) {
            Path name = lesson.file().getFileName();
            Files.copy(lesson.file(), folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
        if (json()) {
            emit(Map.of("lessons", taken.stream().map(LessonReport::entry).toList()));
        } else {
            taken.forEach(lesson -> {
                say(lesson.line());
                lesson.problems().forEach(problem -> err().println(problem));
            });
            err().flush();
        }
        return ExitCode.DONE;
    }
}
