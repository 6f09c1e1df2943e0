package io.brewprint.dataset;

import io.brewprint.blueprint.NodeCatalog;
import io.brewprint.dsl.Dsl;
import io.brewprint.dsl.Problem;
import io.brewprint.dsl.ProblemCode;
import io.brewprint.dsl.Severity;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What is wrong with a dataset: lines that are no rows, answers that are no valid DSL. */
public final class RowCheck {
    private static final int MOST = 1_000;

    private RowCheck() {}

    /** Findings by line of the file, a thousand at most; those of an answer carry the answer's own line and column. */
    public static List<Problem> check(Path file, NodeCatalog catalog) throws IOException {
        var problems = new ArrayList<Problem>();
        int number = 0;
        int rows = 0;
        try (BufferedReader in = Files.newBufferedReader(file)) {
            var line = new StringBuilder();
            for (number = 1; JsonLines.nextLine(in, line, file, number) && problems.size() < MOST; number++) {
                if (!line.toString().isBlank()) {
                    row(line.toString(), number, catalog, problems);
                    rows++;
                }
            }
        } catch (CharacterCodingException e) {
            problems.add(ProblemCode.BAD_ROW.at(number, 0, "the line is no valid UTF-8", "save the file as UTF-8"));
        }
        if (rows == 0 && problems.isEmpty()) {
            problems.add(ProblemCode.BAD_ROW.at(0, 0, "the file holds no row", null));
        }
        if (problems.size() >= MOST) {
            problems.add(
                    ProblemCode.TOO_MANY_PROBLEMS.at(number, 0, "so many problems that the rest is not listed", null));
        }
        return problems;
    }

    private static void row(String line, int number, NodeCatalog catalog, List<Problem> problems) {
        try {
            for (Problem problem : Dsl.check(JsonLines.parse(line).output(), catalog)) {
                // Datasets hold small graphs on purpose; only what makes an answer wrong matters here.
                if (problem.severity() == Severity.ERROR) {
                    problems.add(new Problem(
                            problem.code(),
                            problem.severity(),
                            number,
                            1,
                            "output " + problem.line() + ":" + problem.column() + ": " + problem.message(),
                            problem.hint()));
                }
            }
        } catch (IllegalArgumentException e) {
            problems.add(ProblemCode.BAD_ROW.at(
                    number,
                    1,
                    String.valueOf(e.getMessage()),
                    "a row is {\"instruction\": .., \"input\": .., \"output\": ..}"));
        }
    }
}
