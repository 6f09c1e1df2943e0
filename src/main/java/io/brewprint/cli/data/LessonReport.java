package io.brewprint.cli.data;

import io.brewprint.blueprint.NodeCatalog;
import io.brewprint.config.Fault;
import io.brewprint.lesson.LessonCheck;
import io.brewprint.lesson.LessonFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A lesson file as commands show it; one that cannot be read is shown as well.
 *
 * @param check null where it is no lesson
 * @param fault why it is none; empty where it is one
 */
record LessonReport(Path file, boolean exam, @Nullable LessonCheck check, String fault) {
    static LessonReport of(Path file, boolean exam, NodeCatalog catalog) {
        try {
            return new LessonReport(file, exam, LessonCheck.read(file, catalog), "");
        } catch (Fault | IOException e) { // one that is damaged is no reason to hide the others
            return new LessonReport(file, exam, null, Fault.firstLine(e));
        }
    }

    /** Those of a home: what is taught first, then what exams ask. */
    static List<LessonReport> all(LessonFiles files) throws IOException {
        List<LessonReport> all = new ArrayList<>();
        files.taughtFiles().forEach(file -> all.add(of(file, false, files.catalog())));
        files.examFiles().forEach(file -> all.add(of(file, true, files.catalog())));
        return all;
    }

    boolean isFaulty() {
        return check == null || !check.problems().isEmpty();
    }

    /** How many can be used. */
    int prompts() {
        return check == null ? 0 : check.lesson().prompts().size();
    }

    Map<String, Object> entry() {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("file", file.toString().replace('\\', '/'));
        entry.put("exam", exam);
        if (check == null) {
            entry.put("fault", fault);
            return entry;
        }
        entry.put("id", check.lesson().id());
        entry.put("name", check.lesson().name());
        entry.put("prompts", prompts());
        entry.put("refused", check.problems());
        return entry;
    }

    String line() {
        if (check == null) {
            return file.getFileName() + "  damaged: " + fault;
        }
        int refused = check.problems().size();
        return String.format(
                "%-26s %4d prompts  %s%s%s",
                file.getFileName(),
                prompts(),
                exam ? "asked in exams: " : "taught: ",
                check.lesson().name(),
                refused == 0 ? "" : "  (" + refused + " refused; lessons check says why)");
    }

    /** A line for each prompt that is not used. */
    List<String> problems() {
        return check == null
                ? List.of(file + ": " + fault)
                : check.problems().stream().map(LessonCheck.Refused::toString).toList();
    }
}
