package io.brewprint.lesson;

import com.fasterxml.jackson.databind.JsonNode;
import io.brewprint.config.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * The eleven tests of the original's evaluation, in four tiers: its demands, with wordings and answers of this project.
 * Their graphs are such as the generator of training data never makes, and are kept out of all other training data.
 */
public final class EvaluationSuite {
    /**
     * One test.
     *
     * @param tier 1 to 4
     * @param mustContain node types that the answer is to contain
     * @param minExec least number of EXEC lines
     * @param minData least number of DATA lines
     * @param keywords texts that the answer is to contain
     */
    public record Test(
            Lesson.Prompt prompt, int tier, List<String> mustContain, int minExec, int minData, List<String> keywords) {
        /** Copies the lists. */
        public Test {
            mustContain = List.copyOf(mustContain);
            keywords = List.copyOf(keywords);
        }

        /** Its name, such as T1_01. */
        public String id() {
            return prompt.id();
        }
    }

    /** The highest tier. */
    public static final int TIERS = 4;

    /** One test of each of the first three tiers, for a quick look. */
    public static final List<String> QUICK = List.of("T1_01", "T2_01", "T3_01");

    private static final String RESOURCE = "suite.json";
    private static final List<Test> TESTS = load();

    private EvaluationSuite() {}

    /** All tests, by tier. */
    public static List<Test> tests() {
        return TESTS;
    }

    /** The tests of one tier as a lesson {@code tier_N}, of those that are {@code wanted} by id; it may be empty. */
    public static Lesson tier(int tier, List<String> wanted) {
        return new Lesson(
                "tier_" + tier,
                "Tier " + tier,
                "Tests of tier " + tier,
                TESTS.stream()
                        .filter(t -> t.tier() == tier && wanted.contains(t.id()))
                        .map(Test::prompt)
                        .toList());
    }

    private static List<Test> load() {
        try (InputStream in = EvaluationSuite.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is missing from the program");
            }
            JsonNode json = Json.PLAIN.readTree(in);
            LessonCheck check = LessonCheck.of(json, RESOURCE, null);
            if (!check.problems().isEmpty()) {
                throw new IllegalStateException(check.problems().getFirst().toString());
            }
            List<Lesson.Prompt> prompts = check.lesson().prompts();
            List<Test> tests = new ArrayList<>();
            for (int i = 0; i < prompts.size(); i++) {
                JsonNode test = json.path("prompts").path(i);
                tests.add(new Test(
                        prompts.get(i),
                        test.required("tier").asInt(),
                        texts(test.required("must_contain")),
                        test.required("min_exec").asInt(),
                        test.required("min_data").asInt(),
                        texts(test.required("keywords"))));
            }
            return List.copyOf(tests);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
