package io.brewprint.exam;

import io.brewprint.dataset.JsonLines;
import io.brewprint.dataset.Row;
import io.brewprint.decode.Completion;
import io.brewprint.decode.GenerationRequest;
import io.brewprint.decode.Prompt;
import io.brewprint.lesson.Lesson;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;

/**
 * Answers with the answer of the training row whose wording is nearest: what looking up gives without any learning.
 * Nearness is Jaccard's, of the sets of lower-cased words and numbers; of equally near rows the first counts. Rows are
 * read once, and of each prompt only the best is kept, so that memory does not grow with them.
 */
public final class RetrievalAuthor implements Author {
    /** Its name in results. */
    public static final String NAME = "retrieval";

    /** Letters with marks, or digits with a fraction. */
    private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{M}\\p{N}_.]+|\\.(?!\\d)|(?<!\\d)\\.");

    private static final int AT_ONCE = 64;

    private final Map<String, String> answers;

    private RetrievalAuthor(Map<String, String> answers) {
        this.answers = answers;
    }

    /**
     * Reads the rows.
     *
     * @param rows JSON Lines; lines that are no rows are left out
     * @param lessons whose prompts will be asked; others get an empty answer
     * @throws io.brewprint.config.Fault where the file is none of rows
     */
    public static RetrievalAuthor of(Path rows, Collection<Lesson> lessons) throws IOException {
        Nearest nearest = new Nearest(lessons.stream()
                .flatMap(lesson -> lesson.prompts().stream())
                .map(Lesson.Prompt::instruction)
                .distinct()
                .toList());
        JsonLines.read(rows, nearest::look, bad -> {});
        return new RetrievalAuthor(nearest.answers());
    }

    /** Words and numbers of a text, in lower case. */
    static Set<String> words(String text) {
        Set<String> words = new LinkedHashSet<>(Arrays.asList(BETWEEN.split(text.toLowerCase(Locale.ROOT))));
        words.remove("");
        return words;
    }

    /** The best row of each prompt so far. */
    private static final class Nearest {
        private final List<String> prompts;
        private final int[] sizes;
        /** Prompts by the words that they have: a row is compared with those alone that share a word. */
        private final Map<String, List<Integer>> having = new HashMap<>();

        private final double[] best;
        private final String[] answers;
        private final int[] shared;

        Nearest(List<String> prompts) {
            this.prompts = prompts;
            sizes = new int[prompts.size()];
            best = new double[prompts.size()];
            Arrays.fill(best, -1);
            answers = new String[prompts.size()];
            Arrays.fill(answers, "");
            shared = new int[prompts.size()];
            for (int i = 0; i < sizes.length; i++) {
                Set<String> words = words(prompts.get(i));
                sizes[i] = words.size();
                int at = i;
                words.forEach(word ->
                        having.computeIfAbsent(word, key -> new ArrayList<>()).add(at));
            }
        }

        void look(Row row) {
            Set<String> words = words(row.instruction());
            Arrays.fill(shared, 0);
            for (String word : words) {
                for (int prompt : having.getOrDefault(word, List.of())) {
                    shared[prompt]++;
                }
            }
            for (int i = 0; i < shared.length; i++) {
                double nearness = shared[i] / (double) Math.max(1, words.size() + sizes[i] - shared[i]);
                if (nearness > best[i]) {
                    best[i] = nearness;
                    answers[i] = row.output();
                }
            }
        }

        Map<String, String> answers() {
            Map<String, String> all = new HashMap<>();
            for (int i = 0; i < answers.length; i++) {
                all.put(prompts.get(i), answers[i]);
            }
            return all;
        }
    }

    @Override
    public CompletableFuture<Completion> write(GenerationRequest request) {
        String asked = request.prompt() instanceof Prompt.Chat chat
                ? chat.turns().getLast().text()
                : "";
        return CompletableFuture.completedFuture(
                Completion.of(answers.getOrDefault(asked, ""), 0, Completion.End.END, 0, 0));
    }

    @Override
    public int atOnce() {
        return AT_ONCE;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void close() {
        // nothing is open
    }
}
