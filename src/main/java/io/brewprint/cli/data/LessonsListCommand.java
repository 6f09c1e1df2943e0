package io.brewprint.cli.data;

import io.brewprint.cli.command.BaseCommand;
import io.brewprint.cli.command.ExitCode;
import io.brewprint.lesson.LessonFiles;
import java.util.ArrayList;
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
        List<LessonReport> lessons = new ArrayList<>();
        LessonFiles files = new LessonFiles(home().lessons());
        files.taughtFiles().forEach(file -> lessons.add(LessonReport.of(file, false, catalog())));
        files.examFiles().forEach(file -> lessons.add(LessonReport.of(file, true, catalog())));
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
