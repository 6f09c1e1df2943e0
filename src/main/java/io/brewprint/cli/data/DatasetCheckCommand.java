package io.brewprint.cli.data;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.brewprint.cli.command.BaseCommand;
import io.brewprint.cli.command.ExitCode;
import io.brewprint.dataset.Contamination;
import io.brewprint.dataset.JsonLines;
import io.brewprint.dataset.Row;
import io.brewprint.dataset.RowCheck;
import io.brewprint.dsl.Dsl;
import io.brewprint.dsl.Problem;
import io.brewprint.lesson.LessonFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code dataset check}: rows that are faulty, and rows that exams ask. */
@Command(
        name = "check",
        description = "Says which rows are faulty, and which an exam of the home asks: by graph, nearly the same graph,"
                + " wording, thirteen words in a row, or names. Exit code 1 where there is one.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: brewprint dataset check datasets/train.jsonl"})
final class DatasetCheckCommand extends BaseCommand {
    private static final int LISTED = 1_000;

    /**
     * A row that must not be learned.
     *
     * @param fault faulty or leak
     */
    private record Finding(int line, String fault, String what) {}

    @Parameters(paramLabel = "FILE", description = "A dataset.")
    private Path file = Path.of("");

    @Override
    protected int run() throws Exception {
        Check check = new Check(new LessonFiles(home().lessons()).contamination());
        JsonLines.each(file, check);
        if (json()) {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("rows", check.rows);
            document.put("faulty", check.faulty);
            document.put("leaks", check.leaks);
            document.put("findings", check.findings);
            emit(document);
        } else {
            check.findings.forEach(each -> say(file + ":" + each.line + ": " + each.fault + ": " + each.what));
            say(check.rows + " rows, " + check.faulty + " faulty, " + check.leaks + " that an exam asks");
        }
        return check.faulty + check.leaks == 0 ? ExitCode.DONE : ExitCode.FAILED;
    }

    private final class Check implements JsonLines.Sink {
        private final Contamination exams;
        private final List<Finding> findings = new ArrayList<>();
        private int rows;
        private int faulty;
        private int leaks;

        Check(Contamination exams) {
            this.exams = exams;
        }

        @Override
        public void row(int line, Row row, ObjectNode json, String text) {
            rows++;
            List<Problem> errors = RowCheck.errors(row, Dsl.check(row.output(), catalog()));
            if (!errors.isEmpty()) {
                faulty++;
                add(new Finding(line, "faulty", "output " + errors.getFirst().brief()));
            } else if (exams.hits(row)) {
                leaks++;
                add(new Finding(
                        line,
                        "leak",
                        "an exam asks it: "
                                + row.instruction().lines().findFirst().orElse("")));
            }
        }

        @Override
        public void bad(int line, int column, String what, String text) {
            rows++;
            faulty++;
            add(new Finding(line, "faulty", what));
        }

        private void add(Finding finding) {
            if (findings.size() < LISTED) {
                findings.add(finding);
            }
        }
    }
}
