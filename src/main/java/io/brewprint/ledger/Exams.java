package io.brewprint.ledger;

import java.util.List;
import java.util.Optional;

/** The tables of exams and answers. */
public final class Exams {
    private static final String PUT = new Table("exams", ExamRow.class).put("id");
    private static final String PUT_ANSWER = new Table("answers", AnswerRow.class).put("examId", "promptId");

    private final Database database;

    Exams(Database database) {
        this.database = database;
    }

    /** Records an exam; written again under its id, it replaces the former row and keeps its answers. */
    public void put(ExamRow exam) {
        database.write(PUT, exam);
    }

    /** Records answers in one transaction; an answer given again replaces the former. */
    public void putAnswers(List<AnswerRow> answers) {
        database.write(PUT_ANSWER, answers);
    }

    /** One exam. */
    public Optional<ExamRow> find(String id) {
        return database.first(ExamRow.class, "SELECT * FROM exams WHERE id = ?", id);
    }

    /** The exams of a run in the order they began. */
    public List<ExamRow> of(String run) {
        return database.list(ExamRow.class, "SELECT * FROM exams WHERE run_id = ? ORDER BY started, id", run);
    }

    /** The answers of an exam by prompt. */
    public List<AnswerRow> answers(String exam) {
        return database.list(AnswerRow.class, "SELECT * FROM answers WHERE exam_id = ? ORDER BY prompt_id", exam);
    }
}
