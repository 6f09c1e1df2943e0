package io.brewprint.cli.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.brewprint.cli.command.BaseCommand;
import io.brewprint.config.Json;
import io.brewprint.exam.SuitePoints;
import io.brewprint.lesson.EvaluationSuite;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code evaluate}: the eleven tests in four tiers, by the original's points and by the exams' scores. */
@Command(
        name = "evaluate",
        description = {"Asks eleven tests in four tiers. Each gets the original's points, of 100: structure 30, keywords 20, "
            + "expected nodes 20, counts of EXEC and DATA lines 15, parses 15; 70 pass.",
            "Otherwise than there, what does not parse never passes. Beside the points stand this program's scores: valid, "
            + "graph F1, same graph."},
        mixinStandardHelpOptions = true,
        footer = {"", "Example: brewprint evaluate --adapter v3 --report results/evaluation_v3.json",
        "Example: brewprint evaluate --quick --endpoint http://localhost:11434 --model llama3.1"})
public final class EvaluateCommand extends BaseCommand {
    private static final int MAX_TOKENS = 768;
    private static final int SECONDS = 300;

    @Option(names = "--tier", paramLabel = "1-4", description = "Tests of this tier; may be given again (default: all).")
    private List<Integer> tiers = List.of();

    @Option(names = "--quick", description = "One test of each of the first three tiers.")
    private boolean quick;

    @Option(names = "--report", paramLabel = "FILE", description = "Write the original's report, as JSON.")
    private @Nullable Path report;

    @Option(names = "--output", paramLabel = "DIR", description = "For a JSON line an answer and summaries (default: "
            + "results/exams).")
    private @Nullable Path output;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
    private AuthorOptions author;

    @Override
    protected int run() throws Exception {
        for (int tier : tiers) {
            if (tier < 1 || tier > EvaluationSuite.TIERS) {
                throw usage("--tier is " + tier, "choose 1 to " + EvaluationSuite.TIERS);
            }
        }
        List<String> tests = EvaluationSuite.tests().stream()
                .filter(t -> (tiers.isEmpty() || tiers.contains(t.tier())) && (!quick || EvaluationSuite.QUICK.contains(t.id())))
                .map(EvaluationSuite.Test::id).toList();
        if (tests.isEmpty()) {
            throw usage("--quick has no test of these tiers", "it asks " + String.join(", ", EvaluationSuite.QUICK));
        }
        ObjectNode job = author.job(this, SECONDS);
        tests.forEach(test -> job.withArray("suite").add(test));
        ExamCall call = new ExamCall(this, job, author.maxTokens(MAX_TOKENS), output);
        ObjectNode document = call.hold();
        document.set("summary", summary(document.path("tests")));
        if (report != null) {
            GenerateCommand.save(report, Json.pretty(report(document)));
        }
        if (json()) {
            emit(document);
        } else if (!document.path("tests").isEmpty()) {
            tell(document);
        }
        return call.exit();
    }

    private static ObjectNode summary(JsonNode tests) {
        double points = 0;
        double seconds = 0;
        int passed = 0;
        for (JsonNode test : tests) {
            points += test.path("points").asDouble() / 100;
            seconds += test.path("seconds").asDouble();
            passed += test.path("passed").asBoolean() ? 1 : 0;
        }
        int total = tests.size();
        double score = total == 0 ? 0 : points / total;
        return Json.MAPPER.createObjectNode().put("total", total).put("passed", passed).put("avg_score", score)
                .put("avg_time", total == 0 ? 0 : seconds / total).put("label", SuitePoints.label(score));
    }

    private static ObjectNode report(JsonNode document) {
        ObjectNode report = Json.MAPPER.createObjectNode().put("model", document.path("model").asText())
                .put("date", Instant.now().toString());
        report.set("summary", document.path("summary"));
        ArrayNode results = report.putArray("results");
        for (JsonNode test : document.path("tests")) {
            ObjectNode entry = results.addObject().put("test_id", test.path("id").asText())
                    .put("tier", test.path("tier").asInt()).put("prompt", test.path("prompt").asText())
                    .put("passed", test.path("passed").asBoolean()).put("score", test.path("points").asDouble() / 100)
                    .put("output", test.path("output").asText()).put("generation_time", test.path("seconds").asDouble());
            entry.set("checks", test.path("checks"));
            entry.set("errors", test.path("errors"));
        }
        return report;
    }

    private void tell(JsonNode document) {
        say("  test    points  passed  valid  graph F1  missing");
        for (JsonNode test : document.path("tests")) {
            String missing = test.path("errors").path(0).asText("");
            say(String.format(Locale.ROOT, "    %-6s %5.0f  %-6s  %-5s     %.3f  %s", test.path("id").asText(),
                    test.path("points").asDouble(), words(test, "passed"), words(test, "valid"), test.path("graph_f1").asDouble(),
                    missing + (test.path("errors").size() > 1 ? ", and " + (test.path("errors").size() - 1) + " more" : "")).stripTrailing());
        }
        ExamTable.of(document).forEach(this::say);
        JsonNode all = document.path("summary");
        say(String.format(Locale.ROOT, "%d of %d passed, mean score %.3f (%s), %.1f s a test", all.path("passed").asInt(),
                all.path("total").asInt(), all.path("avg_score").asDouble(), all.path("label").asText(),
                all.path("avg_time").asDouble()));
    }

    private static String words(JsonNode test, String field) {
        return test.path(field).asBoolean() ? "yes" : "no";
    }
}
