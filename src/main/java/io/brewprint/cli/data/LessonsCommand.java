package io.brewprint.cli.data;

import io.brewprint.cli.command.SubcommandGroup;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code lessons}: what is taught, and what exams ask. */
@Command(
        name = "lessons",
        description = "Lists, checks and takes in lessons: what is taught, and what exams ask.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: brewprint lessons check"})
public final class LessonsCommand extends SubcommandGroup {
    @Override
    public List<String> commands() {
        return List.of("list", "check", "import");
    }

    @Override
    public Object make(String name) {
        return switch (name) {
            case "list" -> new LessonsListCommand();
            case "check" -> new LessonsCheckCommand();
            case "import" -> new LessonsImportCommand();
            default -> throw new IllegalArgumentException("no command is called lessons " + name);
        };
    }
}
