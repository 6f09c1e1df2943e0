package io.brewprint.lesson;

import io.brewprint.blueprint.NodeCatalog;
import io.brewprint.compose.Composer;
import io.brewprint.compose.Composer.Composed;
import io.brewprint.dataset.Contamination;
import io.brewprint.dataset.Row;
import io.brewprint.dsl.Document;
import io.brewprint.dsl.Dsl;
import io.brewprint.dsl.Fixed;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32;

/**
 * What is learned from practice. A prompt that is sometimes answered right teaches its answer; one that never is
 * teaches the smallest repair of its closest answer where that is right, else the answer that was expected, and tasks
 * like it; answers that are wrong but valid are told as the requests that they do answer. Whatever an exam asks is left
 * out, and so is a graph that is taught {@value Corrections#EACH_GRAPH} times already.
 */
final class PracticeLessons {
    /** How a prompt came to be taught. */
    enum How {
        /** Answered right by some answers and not by others. */
        KEPT(""),
        /** A wrong answer, made right by the validator's own repairs. */
        REPAIRED(""),
        /** Never answered right: the expected answer. */
        REFERENCE(""),
        /** A wrong but valid answer, with the request that it answers. */
        RELABELLED("_r"),
        /** The request in somebody else's words, with its answer. */
        REWORDED("_w"),
        /** Another task of the same node types. */
        SIBLING("_s");

        private final String mark;

        /** @param mark behind the practised prompt's id, with a number; empty where its own request is taught */
        How(String mark) {
            this.mark = mark;
        }

        String id(String practised, int number) {
            return mark.isEmpty() ? practised : practised + mark + (number + 1);
        }

        /** As lessons spell it. */
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A prompt to be taught.
     *
     * @param source the prompt that was practised
     * @param failure what went wrong there
     */
    record Taught(Lesson.Prompt prompt, How how, String source, String failure) {}

    private static final int RELABELLED_EACH = 2;

    private final Contamination exams;
    private final NodeCatalog catalog;
    private final Siblings siblings;
    private final int siblingsEach;
    private final Map<String, Integer> graphs;
    private final Set<String> answers = new HashSet<>();
    private final List<Taught> taught = new ArrayList<>();
    private final Map<String, Integer> without = new LinkedHashMap<>();

    /**
     * What is learned beside what is taught already.
     *
     * @param siblingsEach tasks like it for a prompt that was never answered right
     * @param graphs how many prompts of each graph earlier corrections teach
     */
    PracticeLessons(
            Contamination exams,
            NodeCatalog catalog,
            Siblings siblings,
            int siblingsEach,
            Map<String, Integer> graphs) {
        this.exams = exams;
        this.catalog = catalog;
        this.siblings = siblings;
        this.siblingsEach = siblingsEach;
        this.graphs = new HashMap<>(graphs);
    }

    /** What is taught so far. */
    List<Taught> taught() {
        return List.copyOf(taught);
    }

    /** Prompts that failed and brought nothing to be taught, by their failure. */
    Map<String, Integer> without() {
        return without;
    }

    /** Takes one prompt's answers. */
    void add(Practice.Tried tried) {
        double rate = tried.passRate();
        if (rate == 1) {
            return; // known: it is left to what is taught anyway
        }
        Practice.Attempt best = tried.best();
        String failure = best == null ? "invalid" : best.failure();
        int before = taught.size();
        if (rate > 0) {
            add(tried, tried.prompt().expectedDsl(), tried.prompt().instruction(), How.KEPT, "none", 0);
        } else {
            Optional<String> repaired = repaired(tried);
            add(
                    tried,
                    repaired.orElse(tried.prompt().expectedDsl()),
                    tried.prompt().instruction(),
                    repaired.isPresent() ? How.REPAIRED : How.REFERENCE,
                    failure,
                    0);
            siblings(tried, failure);
        }
        int turn = 0;
        for (String request : tried.reworded()) {
            add(tried, tried.prompt().expectedDsl(), request, How.REWORDED, failure, turn++);
        }
        relabelled(tried);
        if (taught.size() == before) {
            without.merge(failure, 1, Integer::sum);
        }
    }

    /** A wrong answer that the validator's certain repairs make the expected one. */
    private Optional<String> repaired(Practice.Tried tried) {
        String expected = Dsl.print(Dsl.parse(tried.prompt().expectedDsl()).document());
        for (Practice.Attempt each : tried.attempts()) {
            Fixed fixed = Dsl.fixed(each.text(), catalog);
            if (!fixed.fixes().isEmpty()
                    && Dsl.print(Dsl.parse(fixed.text()).document()).equals(expected)) {
                return Optional.of(expected);
            }
        }
        return Optional.empty();
    }

    private void relabelled(Practice.Tried tried) {
        int made = 0;
        for (Practice.Attempt each : tried.attempts()) {
            if (made < RELABELLED_EACH && each.valid() && !each.exact()) {
                Document answer = Dsl.parse(each.text()).document();
                Optional<String> request =
                        Composer.tell(answer, catalog, number(tried.prompt().id() + made));
                if (request.isPresent()
                        && add(tried, Dsl.print(answer), request.get(), How.RELABELLED, each.failure(), made)) {
                    made++;
                }
            }
        }
    }

    private void siblings(Practice.Tried tried, String failure) {
        Document expected = Dsl.parse(tried.prompt().expectedDsl()).document();
        Set<String> wrong = new HashSet<>(Siblings.types(expected));
        Practice.Attempt best = tried.best();
        if (best != null) {
            Set<String> given = Siblings.types(Dsl.parse(best.text()).document());
            wrong.removeAll(given);
        }
        int made = 0;
        for (Composed row :
                siblings.of(expected, wrong, siblingsEach, number(tried.prompt().id()))) {
            add(tried, row.answer(), row.request(), How.SIBLING, failure, made++);
        }
    }

    private boolean add(Practice.Tried tried, String answer, String request, How how, String failure, int number) {
        String graph = Contamination.graphHash(answer);
        if (graphs.getOrDefault(graph, 0) >= Corrections.EACH_GRAPH
                || exams.hits(new Row(request, "", answer, "", ""))
                || !answers.add(request + '\0' + answer)) {
            return false;
        }
        graphs.merge(graph, 1, Integer::sum);
        Lesson.Prompt prompt = new Lesson.Prompt(
                how.id(tried.prompt().id(), number),
                Lesson.family(tried.prompt().category()),
                request,
                answer);
        taught.add(new Taught(prompt, how, tried.prompt().id(), failure));
        return true;
    }

    private static long number(String text) {
        CRC32 crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        return crc.getValue();
    }
}
