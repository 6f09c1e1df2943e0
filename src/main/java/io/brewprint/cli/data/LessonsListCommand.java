package io.brewprint.cli.data;

import io.brewprint.cli.command.BaseCommand;
import io.brewprint.cli.command.ExitCode;
import io.brewprint.lesson.LessonFiles;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;

/** {@code lessons list}: the lessons of the home. */
@Command(
        name = "list",
        description = "Lists the lessons of the home: those that are taught, and those that exams ask.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: brewprint lessons list --json"})
final class LessonsListCommand extends BaseCommand {
    @Override
    protected int run() throws Exception {
        List<LessonReport> lessons = LessonReport.all(new LessonFiles(home().lessons(), catalog()));
        if (json()) {
            emit(Map.of("lessons", lessons.stream().map(LessonReport::entry).toList()));
        } else if (lessons.isEmpty()) {
            say("no lessons in " + home().lessons());
        } else {
            lessons.forEach(lesson -> say(lesson.line()));
        }
        return ExitCode.DONE;
    }
}
