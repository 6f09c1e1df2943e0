package io.brewprint.job;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.brewprint.config.Json;
import io.brewprint.exam.ExamFiles;
import io.brewprint.exam.SuitePoints;
import io.brewprint.lesson.EvaluationSuite;

/** How an answer to a test of the evaluation did, by the original's points and by this program's scores. */
final class SuiteResult {
    private SuiteResult() {}

    static ObjectNode of(ExamFiles.Answer answer) {
        EvaluationSuite.Test test = EvaluationSuite.tests().stream().filter(t -> t.prompt().equals(answer.prompt()))
                .findFirst().orElseThrow();
        SuitePoints points = SuitePoints.of(test, answer.text());
        ObjectNode json = Json.MAPPER.createObjectNode()
                .put("id", test.id())
                .put("tier", test.tier())
                .put("passed", points.passed())
                .put("points", points.points())
                .put("valid", answer.score().valid())
                .put("graph_f1", answer.score().graphF1())
                .put("same_graph", answer.score().sameGraph())
                .put("error", answer.score().error())
                .put("status", answer.status())
                .put("seconds", answer.seconds())
                .put("tokens", answer.tokens())
                .put("extraction", answer.extraction())
                .put("prompt", test.prompt().instruction())
                .put("output", answer.text());
        json.set("checks", Json.MAPPER.valueToTree(points.checks()));
        json.set("errors", Json.MAPPER.valueToTree(points.errors()));
        return json;
    }
}
