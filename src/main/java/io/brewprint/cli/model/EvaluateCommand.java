package io.brewprint.cli.model;

import io.brewprint.cli.command.BaseCommand;
import io.brewprint.cli.command.SettingOptions;
import io.brewprint.complete.Constrain;
import io.brewprint.config.Json;
import io.brewprint.exam.Examined;
import io.brewprint.exam.SuitePoints;
import io.brewprint.exam.TestOutcome;
import io.brewprint.exam.VersionComparison;
import io.brewprint.lesson.EvaluationSuite;
import io.brewprint.worker.ExamResult;
import io.brewprint.worker.ExamSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code evaluate}: the eleven tests in four tiers, by the original's points and by the exams' scores. */
@Command(
        name = "evaluate",
        description = {
            "Asks eleven tests in four tiers. Each gets the original's points, of 100: structure 30, keywords 20, "
                    + "expected nodes 20, counts of EXEC and DATA lines 15, parses 15; 70 pass.",
            "Otherwise than there, what does not parse never passes. Beside the points stand this program's measures: "
                    + "exact, slot recall and precision, graph F1, same graph, valid."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example: brewprint evaluate --adapter v3 --report results/evaluation_v3.json",
            "Example: brewprint evaluate --adapter v3 --compare v2",
            "Example: brewprint evaluate --quick --endpoint http://localhost:11434 --model llama3.1"
        })
public final class EvaluateCommand extends BaseCommand {
    @Mixin
    final SettingOptions.ForWeights settings = new SettingOptions.ForWeights();

    private static final int MAX_TOKENS = 768;
    private static final int SECONDS = 300;

    @Option(
            names = "--tier",
            paramLabel = "1-4",
            description = "Tests of this tier; may be given again (default: all).")
    private List<Integer> tiers = List.of();

    @Option(names = "--quick", description = "One test of each of the first three tiers.")
    private boolean quick;

    @Option(names = "--report", paramLabel = "FILE", description = "Write the original's report, as JSON.")
    private @Nullable Path report;

    @Option(
            names = "--compare",
            paramLabel = "VERSION",
            description = "Ask another version too, such as v1, or base, and compare, tier by tier.")
    private @Nullable String compare;

    @Option(
            names = "--output",
            paramLabel = "DIR",
            description = "For a JSON line an answer and summaries (default: " + "results/exams).")
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
                .filter(t -> (tiers.isEmpty() || tiers.contains(t.tier()))
                        && (!quick || EvaluationSuite.QUICK.contains(t.id())))
                .map(EvaluationSuite.Test::id)
                .toList();
        if (tests.isEmpty()) {
            throw usage("--quick has no test of these tiers", "it asks " + String.join(", ", EvaluationSuite.QUICK));
        }
        Constrain how = author.constrain();
        AuthorOptions.Examinee who = author.examinee(this, SECONDS);
        AuthorOptions.Examinee other = compare == null ? null : author.beside(this, compare, SECONDS);
        if (other != null && other.model().equals(who.model())) {
            throw usage("--compare names " + who.model() + ", which is asked already", "name another version");
        }
        ExamSpec spec = spec(who, tests, how);
        ExamCall call = new ExamCall(this, spec);
        ExamResult result = call.hold();
        List<TestOutcome> outcomes = result.best().tests();
        Summary summary = Summary.of(outcomes);
        if (report != null) {
            GenerateCommand.save(report, Json.pretty(report(spec.model(), summary, outcomes)));
        }
        VersionComparison both = other == null || call.broken() ? null : compare(spec, result, spec(other, tests, how));
        if (json()) {
            Map<String, Object> document = call.document(result);
            document.put("summary", summary);
            if (both != null) {
                document.put("compare", Json.fields(both));
            }
            emit(document);
        } else if (!outcomes.isEmpty()) {
            tell(call, result, summary);
            if (both != null) {
                CompareTable.of(both).forEach(this::say);
            }
        }
        return call.exit();
    }

    private ExamSpec spec(AuthorOptions.Examinee who, List<String> tests, Constrain how) {
        return new ExamSpec(
                who.author(),
                who.model(),
                List.of(),
                1,
                tests,
                ExamCall.folder(this, output),
                author.maxTokens(MAX_TOKENS),
                how,
                Constrain.OFF,
                false,
                ExamCall.rows(this));
    }

    /** Asks the other; what broke off is no comparison. */
    private VersionComparison compare(ExamSpec spec, ExamResult result, ExamSpec other) throws Exception {
        ExamCall call = new ExamCall(this, other);
        ExamResult answers = call.hold();
        call.whole();
        return VersionComparison.of(examined(other, answers), examined(spec, result));
    }

    private Examined examined(ExamSpec spec, ExamResult result) throws IOException {
        return Examined.read(
                spec.model(), spec.results(), result.best().lessons(), UnaryOperator.identity(), catalog());
    }

    /**
     * The whole evaluation by the original's points.
     *
     * @param avgScore mean share of the points
     * @param avgTime seconds a test
     */
    private record Summary(int total, int passed, double avgScore, double avgTime, String label) {
        static Summary of(List<TestOutcome> tests) {
            double score =
                    tests.stream().mapToDouble(t -> t.points() / 100).average().orElse(0);
            return new Summary(
                    tests.size(),
                    (int) tests.stream().filter(TestOutcome::passed).count(),
                    score,
                    tests.stream().mapToDouble(TestOutcome::seconds).average().orElse(0),
                    SuitePoints.label(score));
        }
    }

    /** The original's report. */
    private static Map<String, Object> report(String model, Summary summary, List<TestOutcome> tests) {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("model", model);
        report.put("date", Instant.now().toString());
        report.put("summary", summary);
        report.put(
                "results",
                tests.stream()
                        .map(test -> {
                            Map<String, Object> entry = new LinkedHashMap<>();
                            entry.put("test_id", test.id());
                            entry.put("tier", test.tier());
                            entry.put("prompt", test.prompt());
                            entry.put("passed", test.passed());
                            entry.put("score", test.points() / 100);
                            entry.put("output", test.output());
                            entry.put("generation_time", test.seconds());
                            entry.put("checks", test.checks());
                            entry.put("errors", test.errors());
                            return entry;
                        })
                        .toList());
        return report;
    }

    private void tell(ExamCall call, ExamResult result, Summary all) throws IOException {
        say("  test    points  passed  exact  slot recall  slot precision  graph F1  same graph  valid  missing");
        for (TestOutcome test : result.best().tests()) {
            String missing = test.errors().isEmpty() ? "" : test.errors().getFirst();
            say(String.format(
                            Locale.ROOT,
                            "    %-6s %5.0f  %-6s  %-5s        %.3f           %.3f     %.3f  %-10s  %-5s  %s",
                            test.id(),
                            test.points(),
                            words(test.passed()),
                            words(test.exact()),
                            test.slotRecall(),
                            test.slotPrecision(),
                            test.graphF1(),
                            words(test.sameGraph()),
                            words(test.valid()),
                            missing
                                    + (test.errors().size() > 1
                                            ? ", and " + (test.errors().size() - 1) + " more"
                                            : ""))
                    .stripTrailing());
        }
        call.lines(result).forEach(this::say);
        say(String.format(
                Locale.ROOT,
                "%d of %d passed, mean score %.3f (%s), %.1f s a test",
                all.passed(),
                all.total(),
                all.avgScore(),
                all.label(),
                all.avgTime()));
    }

    private static String words(boolean yes) {
        return yes ? "yes" : "no";
    }
}
