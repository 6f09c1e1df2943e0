package io.brewprint.exam;

import io.brewprint.dsl.Dsl;
import io.brewprint.dsl.Problem;
import io.brewprint.lesson.EvaluationSuite;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The original evaluation's score: points for texts that occur, 100 at most. One thing is stricter here: what the
 * parser faults never passes, whatever its points are.
 *
 * @param checks points by what they are for: structure 30, keywords 20, nodes 20, counts 15, parses 15
 * @param errors what is missing, in words
 * @param passed 70 points or more, and the parser finds no error
 */
public record SuitePoints(Map<String, Double> checks, List<String> errors, boolean passed) {
    private static final double TO_PASS = 70;

    /** Copies both. */
    public SuitePoints {
        checks = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(checks));
        errors = List.copyOf(errors);
    }

    /** Scores {@code answer}; any text is accepted. */
    public static SuitePoints of(EvaluationSuite.Test test, String answer) {
        List<String> errors = new ArrayList<>();
        Map<String, Double> checks = new LinkedHashMap<>();
        double structure = has(answer, "BLUEPRINT:", 8, errors)
                + has(answer, "GRAPH:", 7, errors)
                + has(answer, "NODE", 8, errors)
                + has(answer, "EXEC", 7, errors);
        checks.put("structure", structure);
        checks.put("keywords", share(answer, test.keywords(), "keyword", errors));
        checks.put("nodes", share(answer, test.mustContain(), "node", errors));
        checks.put(
                "counts",
                enough(answer, "EXEC", test.minExec(), 8, errors) + enough(answer, "DATA", test.minData(), 7, errors));
        Optional<String> fault = fault(answer);
        fault.ifPresent(words -> errors.add("does not parse: " + words));
        checks.put("parses", fault.isEmpty() ? 15.0 : 0.0);
        double points =
                checks.values().stream().mapToDouble(Double::doubleValue).sum();
        return new SuitePoints(checks, errors, points >= TO_PASS && fault.isEmpty());
    }

    /** Their sum, 0 to 100. */
    public double points() {
        return checks.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    /** What the original calls a mean score of 0 to 1. */
    public static String label(double score) {
        return score >= 0.9 ? "EXCELLENT" : score >= 0.7 ? "GOOD" : score >= 0.4 ? "LEARNING" : "NEEDS WORK";
    }

    private static Optional<String> fault(String answer) {
        return answer.isBlank()
                ? Optional.of("there is nothing")
                : Dsl.parse(answer).problems().stream()
                        .filter(Problem::isError)
                        .findFirst()
                        .map(p -> p.line() + ":" + Math.max(1, p.column()) + ": " + p.message());
    }

    private static double has(String answer, String text, double points, List<String> errors) {
        if (answer.contains(text)) {
            return points;
        }
        errors.add("no " + text);
        return 0;
    }

    private static double share(String answer, List<String> texts, String what, List<String> errors) {
        long found = texts.stream().filter(answer::contains).count();
        texts.stream().filter(t -> !answer.contains(t)).forEach(t -> errors.add("no " + what + " " + t));
        return texts.isEmpty() ? 20 : 20.0 * found / texts.size();
    }

    private static double enough(String answer, String kind, int least, double points, List<String> errors) {
        long lines = answer.lines()
                .filter(line -> line.strip().startsWith(kind + " "))
                .count();
        if (lines >= least) {
            return points;
        }
        errors.add(lines + " " + kind + " lines of " + least);
        return 0;
    }
}
