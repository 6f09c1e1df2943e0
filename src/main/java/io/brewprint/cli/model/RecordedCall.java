package io.brewprint.cli.model;

import io.brewprint.cli.command.BaseCommand;
import io.brewprint.config.Fault;
import io.brewprint.config.Where;
import io.brewprint.exam.Examined;
import io.brewprint.exam.OriginalFigures;
import io.brewprint.exam.RecordedExam;
import io.brewprint.page.ExamPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code exam --answers}: files of answers scored and told, nobody being asked. */
final class RecordedCall {
    /** Bad lines that are told one by one; a file of something else has thousands. */
    private static final int MOST_TOLD = 20;

    private static final Set<String> OWN = Set.of("--answers", "--html");

    private final BaseCommand command;

    RecordedCall(BaseCommand command) {
        this.command = command;
    }

    /**
     * Scores and tells.
     *
     * @param html where a page goes, null for none
     */
    void score(List<Path> files, @Nullable Path html) throws IOException {
        command.named().stream()
                .filter(option -> !OWN.contains(option))
                .findFirst()
                .ifPresent(option -> {
                    throw BaseCommand.usage(
                            "--answers excludes " + option,
                            "recorded answers are scored as they are and nobody is asked");
                });
        for (Path file : files) {
            if (!Files.isRegularFile(file)) {
                throw new Fault(
                        "no_such_file",
                        "there is no file " + file,
                        Where.in(file),
                        "--answers takes a file of answers, a JSON object a line");
            }
        }
        RecordedExam exam = RecordedExam.of(files, command.catalog());
        if (exam.parts().isEmpty()) {
            throw nothing(files, exam.refused());
        }
        tell(exam);
        if (html != null) {
            page(exam, html);
        }
        if (command.json()) {
            command.emit(ExamDocument.of(exam));
        } else {
            lines(exam).forEach(command::say);
            if (html != null) {
                command.say("  every question with its graphs: " + html);
            }
        }
    }

    private void page(RecordedExam exam, Path html) throws IOException {
        List<Examined.Source> sources = exam.parts().stream()
                .map(part -> new Examined.Source(part.id(), Path.of(part.file())))
                .toList();
        String who = exam.parts().size() == 1 ? exam.parts().getFirst().id() : sources.size() + " files of answers";
        // its bad lines are told already
        ExamPage.write(html, Examined.of(who, sources, command.catalog(), bad -> {}), command.catalog());
    }

    private static Fault nothing(List<Path> files, List<RecordedExam.Refused> refused) {
        String remedy = "a line needs expected_dsl and actual_dsl or raw_output, as files in results/exams/ have them";
        if (refused.isEmpty()) {
            return new Fault("empty", "the file is empty", Where.in(files.getFirst()), remedy);
        }
        RecordedExam.Refused first = refused.getFirst();
        return new Fault(
                "bad_rows",
                "no line is an answer; the first: " + first.what(),
                new Where(first.file(), first.line(), 0),
                remedy);
    }

    private void tell(RecordedExam exam) {
        exam.refused().stream()
                .limit(MOST_TOLD)
                .forEach(
                        bad -> command.err().println(bad.file() + ":" + bad.line() + ": " + bad.what() + "; left out"));
        if (exam.refusedLines() > MOST_TOLD) {
            command.err()
                    .println("and " + (exam.refusedLines() - MOST_TOLD) + " more lines; --json names the first "
                            + RecordedExam.MOST_REFUSED);
        }
        command.err().flush();
    }

    private static List<String> lines(RecordedExam exam) {
        List<String> lines = new ArrayList<>(List.of(ExamTable.HEAD));
        exam.parts().forEach(part -> part(part, lines));
        if (exam.parts().size() > 1) {
            part(exam.overall(), lines);
        }
        return lines;
    }

    private static void part(RecordedExam.Part part, List<String> lines) {
        lines.add(ExamTable.row(part.id(), part.figures()));
        lines.add("      by the original's rules: " + words(part.original()) + "; the file itself says: "
                + words(part.recorded()));
    }

    private static String words(OriginalFigures figures) {
        return "valid " + percent(figures.validShare()) + ", score " + percent(figures.score());
    }

    private static String percent(@Nullable Double share) {
        return share == null ? "unknown" : String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }
}
