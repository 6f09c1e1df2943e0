package io.brewprint.dataset;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.brewprint.blueprint.NodeCatalog;
import io.brewprint.dsl.Dsl;
import io.brewprint.dsl.Problem;
import io.brewprint.dsl.ProblemCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What is wrong with a dataset: lines that are no rows, answers that are no valid DSL. */
public final class RowCheck {
    /** How the source of an export's row begins. */
    static final String EXPORT = "export:";

    private static final int MOST = 1_000;

    private RowCheck() {}

    /** Findings by line of the file, a thousand at most; those of an answer carry the answer's own line and column. */
    public static List<Problem> check(Path file, NodeCatalog catalog) throws IOException {
        var found = new Found(catalog);
        JsonLines.each(file, found);
        if (found.rows == 0 && found.problems.isEmpty()) {
            found.problems.add(ProblemCode.BAD_ROW.at(0, 0, "the file holds no row", null));
        }
        if (found.more > 0) {
            found.problems.add(ProblemCode.TOO_MANY_PROBLEMS.at(
                    found.more, 0, "so many problems that the rest is not listed", null));
        }
        return found.problems;
    }

    /**
     * What makes an answer wrong, of all that was found in it. Datasets hold small graphs on purpose, and an export is
     * a part of a Blueprint: what it calls by name may stand in another part.
     */
    public static List<Problem> errors(Row row, List<Problem> found) {
        boolean part = row.source().startsWith(EXPORT);
        return found.stream()
                .filter(Problem::isError)
                .filter(problem -> !part || !problem.code().equals(ProblemCode.UNKNOWN_EVENT.code()))
                .toList();
    }

    private static final class Found implements JsonLines.Sink {
        private final NodeCatalog catalog;
        private final List<Problem> problems = new ArrayList<>();
        private int rows;
        private int more;

        Found(NodeCatalog catalog) {
            this.catalog = catalog;
        }

        @Override
        public void row(int line, Row row, ObjectNode json, String text) {
            rows++;
            if (problems.size() >= MOST) {
                more = more == 0 ? line : more;
                return;
            }
            for (Problem problem : errors(row, Dsl.check(row.output(), catalog))) {
                problems.add(new Problem(
                        problem.code(),
                        problem.severity(),
                        line,
                        1,
                        "output " + problem.line() + ":" + problem.column() + ": " + problem.message(),
                        problem.hint()));
            }
        }

        @Override
        public void bad(int line, int column, String what, String text) {
            if (problems.size() >= MOST) {
                more = more == 0 ? line : more;
                return;
            }
            problems.add(ProblemCode.BAD_ROW.at(
                    line, column, what, "a row is {\"instruction\": .., \"input\": .., \"output\": ..}"));
        }
    }
}
