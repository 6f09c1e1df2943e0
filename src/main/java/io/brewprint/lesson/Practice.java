package io.brewprint.lesson;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.brewprint.config.Fault;
import io.brewprint.config.Json;
import io.brewprint.config.Where;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What came of practising: a JSON line a prompt, with all its answers. */
public final class Practice {
    /**
     * One answer to a prompt.
     *
     * @param text the document in what was said
     * @param constrained whether it was held to the language
     * @param error the validator's first, or empty
     * @param exact whether it is the expected document up to ids and order
     * @param sameGraph whether its graph is the expected one, names and values aside
     */
    public record Attempt(
            String text,
            boolean constrained,
            boolean valid,
            String error,
            boolean exact,
            boolean sameGraph,
            double graphF1) {
        /** What went wrong: none, invalid, graph or values. */
        public String failure() {
            return exact ? "none" : !valid ? "invalid" : sameGraph ? "values" : "graph";
        }
    }

    /**
     * A prompt and its answers.
     *
     * @param reworded the request in other words, by somebody else, nothing of it lost
     */
    public record Tried(Lesson.Prompt prompt, List<Attempt> attempts, List<String> reworded) {
        /** Copies the lists. */
        public Tried {
            attempts = List.copyOf(attempts);
            reworded = List.copyOf(reworded);
        }

        /** In its own words alone. */
        public Tried(Lesson.Prompt prompt, List<Attempt> attempts) {
            this(prompt, attempts, List.of());
        }

        /** Share of exact answers, 0 to 1. */
        public double passRate() {
            return attempts.isEmpty()
                    ? 0
                    : attempts.stream().filter(Attempt::exact).count() / (double) attempts.size();
        }

        /** The answer that comes closest; null where there is none. */
        public @Nullable Attempt best() {
            Attempt best = null;
            for (Attempt each : attempts) {
                if (best == null || closeness(each) > closeness(best)) {
                    best = each;
                }
            }
            return best;
        }

        private static double closeness(Attempt attempt) {
            return (attempt.exact ? 4 : 0) + (attempt.sameGraph ? 2 : 0) + (attempt.valid ? 1 : 0) + attempt.graphF1;
        }
    }

    private Practice() {}

    /** A prompt as a line of such a file. */
    public static String line(Tried tried) {
        return Json.write(tried);
    }

    /**
     * Gives each prompt of a file to {@code sink}; one is held at a time.
     *
     * @throws Fault where a line is none of practice
     */
    public static void each(Path file, Consumer<Tried> sink) throws IOException {
        try (BufferedReader in = Files.newBufferedReader(file)) {
            int number = 0;
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                number++;
                try {
                    sink.accept(Json.STRICT.readValue(line, Tried.class));
                } catch (JsonProcessingException e) {
                    throw new Fault(
                            "bad_practice",
                            Json.fault(e),
                            new Where(String.valueOf(file), number, 1),
                            "practise again");
                }
            }
        }
    }
}
