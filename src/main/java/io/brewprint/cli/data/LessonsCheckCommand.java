package io.brewprint.cli.data;

import io.brewprint.cli.command.BaseCommand;
import io.brewprint.cli.command.ExitCode;
import io.brewprint.cli.command.Inputs;
import io.brewprint.lesson.LessonFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code lessons check}: what of lessons cannot be used, by file and place. */
@Command(
        name = "check",
        description = "Says which prompts of lessons cannot be used: a field is missing, an id is there twice, an"
                + " expected answer has errors. Exit code 1 where there is one.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: brewprint lessons check raw-data/lessons"})
final class LessonsCheckCommand extends BaseCommand {
    @Parameters(arity = "0..*", paramLabel = "FILE", description = "Files or folders (default: the home's lessons).")
    private List<Path> named = List.of();

    @Override
    protected int run() throws Exception {
        List<LessonReport> lessons = new ArrayList<>();
        if (named.isEmpty()) {
            lessons.addAll(LessonReport.all(new LessonFiles(home().lessons(), catalog())));
        } else {
            for (Inputs.Item item : Inputs.find(named, ".json")) {
                lessons.add(LessonReport.of(item.path(), false, catalog()));
            }
        }
        boolean faulty = lessons.stream().anyMatch(LessonReport::isFaulty);
        if (json()) {
            emit(Map.of("lessons", lessons.stream().map(LessonReport::entry).toList()));
        } else {
            lessons.stream().flatMap(lesson -> lesson.problems().stream()).forEach(this::say);
            int prompts = lessons.stream().mapToInt(LessonReport::prompts).sum();
            say(lessons.size() + " lessons, " + prompts + " prompts that can be used"
                    + (faulty ? "" : ", nothing to refuse"));
        }
        return faulty ? ExitCode.FAILED : ExitCode.DONE;
    }
}
