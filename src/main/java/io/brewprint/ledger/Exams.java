package io.brewprint.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The tables of exams and answers. */
public final class Exams {
    private final Database database;

    Exams(Database database) {
        this.database = database;
    }

    /** Records an exam; written again under its id, it replaces the former row and keeps its answers. */
    public void put(ExamRow exam) {
        database.run(handle -> handle.execute(
                "INSERT INTO exams (id, run_id, model, version, lesson, role, started, ended, prompts, valid_share,"
                        + " graph_f1, line_recall) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                        + " ON CONFLICT (id) DO UPDATE SET"
                        + " run_id = excluded.run_id, model = excluded.model, version = excluded.version,"
                        + " lesson = excluded.lesson, role = excluded.role, started = excluded.started,"
                        + " ended = excluded.ended, prompts = excluded.prompts, valid_share = excluded.valid_share,"
                        + " graph_f1 = excluded.graph_f1, line_recall = excluded.line_recall",
                exam.id(), exam.runId(), exam.model(), exam.version(), exam.lesson(), exam.role(), exam.started(),
                exam.ended(), exam.prompts(), exam.validShare(), exam.graphF1(), exam.lineRecall()));
    }

    /** Records answers in one transaction; an answer given again replaces the former. */
    public void putAnswers(List<AnswerRow> answers) {
        if (answers.isEmpty()) {
            return;
        }
        database.run(handle -> {
            var batch = handle.prepareBatch("INSERT INTO answers (exam_id, prompt_id, category, instruction, expected,"
                    + " actual, status, valid, graph_f1, line_recall, tokens, seconds)"
                    + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (exam_id, prompt_id) DO UPDATE SET"
                    + " category = excluded.category, instruction = excluded.instruction, expected = excluded.expected,"
                    + " actual = excluded.actual, status = excluded.status, valid = excluded.valid,"
                    + " graph_f1 = excluded.graph_f1, line_recall = excluded.line_recall, tokens = excluded.tokens,"
                    + " seconds = excluded.seconds");
            for (AnswerRow a : answers) {
                batch.add(a.examId(), a.promptId(), a.category(), a.instruction(), a.expected(), a.actual(), a.status(),
                        a.valid() ? 1 : 0, a.graphF1(), a.lineRecall(), a.tokens(), a.seconds());
            }
            batch.execute();
        });
    }

    /** One exam. */
    public Optional<ExamRow> find(String id) {
        return database.in(handle -> handle.createQuery("SELECT * FROM exams WHERE id = ?").bind(0, id)
                .map((rs, ctx) -> row(rs)).findOne());
    }

    /** The exams of a run in the order they began. */
    public List<ExamRow> of(String run) {
        return database.in(handle -> handle.createQuery("SELECT * FROM exams WHERE run_id = ? ORDER BY started, id")
                .bind(0, run).map((rs, ctx) -> row(rs)).list());
    }

    /** The answers of an exam by prompt. */
    public List<AnswerRow> answers(String exam) {
        return database.in(handle -> handle.createQuery("SELECT * FROM answers WHERE exam_id = ? ORDER BY prompt_id")
                .bind(0, exam).map((rs, ctx) -> new AnswerRow(rs.getString("exam_id"), rs.getString("prompt_id"),
                        rs.getString("category"), rs.getString("instruction"), rs.getString("expected"),
                        rs.getString("actual"), rs.getString("status"), rs.getInt("valid") != 0,
                        rs.getDouble("graph_f1"),
                        rs.getDouble("line_recall"), rs.getInt("tokens"), rs.getDouble("seconds"))).list());
    }

    private static ExamRow row(ResultSet rs) throws SQLException {
        int version = rs.getInt("version");
        Integer known = rs.wasNull() ? null : version;
        return new ExamRow(rs.getString("id"), rs.getString("run_id"), rs.getString("model"), known,
                rs.getString("lesson"),
                rs.getString("role"), rs.getString("started"), rs.getString("ended"), rs.getInt("prompts"),
                share(rs, "valid_share"), share(rs, "graph_f1"), share(rs, "line_recall"));
    }

    private static @Nullable Double share(ResultSet rs, String column) throws SQLException {
        double value = rs.getDouble(column);
        return rs.wasNull() ? null : value;
    }
}
