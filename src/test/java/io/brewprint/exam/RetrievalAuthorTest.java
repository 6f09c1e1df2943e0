package io.brewprint.exam;

import static org.assertj.core.api.Assertions.assertThat;

import io.brewprint.dataset.JsonLines;
import io.brewprint.dataset.Row;
import io.brewprint.decode.GenerationRequest;
import io.brewprint.decode.Prompt;
import io.brewprint.decode.Sampling;
import io.brewprint.lesson.Lesson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetrievalAuthorTest {
    @TempDir
    Path folder;

    private Path rows;

    @BeforeEach
    void name() {
        rows = folder.resolve("train.jsonl");
    }

    @Test
    void the_row_that_shares_the_greatest_part_of_its_words_answers() throws Exception {
        write("set Energy to 35.0", "A", "set Energy to 3", "B", "open the door and set Energy to 35.0 and ring", "C");

        // of 4 words all are shared with A; of 5 three with B; of 8 four with C
        assertThat(answer("Set  ENERGY, to 35.0!")).isEqualTo("A");
        assertThat(answer("set Energy to 3.")).isEqualTo("B"); // the full stop is none of the number
        assertThat(answer("ring and open the door")).isEqualTo("C");
    }

    @Test
    void of_equally_near_rows_the_first_answers_and_far_ones_too_rather_than_none() throws Exception {
        write("close the gate", "A", "the gate close", "B", "fly", "C");

        assertThat(answer("close the gate")).isEqualTo("A");
        assertThat(answer("gate close the")).isEqualTo("A");
        assertThat(answer("nothing alike")).isEqualTo("A");
        Files.writeString(rows, "");
        assertThat(answer("close the gate")).isEmpty();
    }

    @Test
    void lines_that_are_no_rows_are_passed_over() throws Exception {
        try (Writer out = Files.newBufferedWriter(rows)) {
            for (int i = 0; i < 200; i++) {
                out.write(i == 77 ? "{broken\n" : JsonLines.line(row("task " + i, "answer " + i)) + "\n");
            }
        }

        assertThat(answer("task 78")).isEqualTo("answer 78");
    }

    @Test
    void many_rows_are_read_once_and_not_kept() throws Exception {
        int count = 50_000;
        try (Writer out = Files.newBufferedWriter(rows)) {
            IntStream.range(0, count).forEach(i -> {
                try {
                    out.write(JsonLines.line(row("make a door number " + i + " that opens", "x".repeat(2_000))) + "\n");
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
        System.gc();
        long before = used();
        RetrievalAuthor author = RetrievalAuthor.of(rows, List.of(lesson("a door number 49999", "another")));
        System.gc();

        assertThat(used() - before).isLessThan(20L << 20); // the rows are 100 MB
        assertThat(said(author, "a door number 49999")).startsWith("xxx");
    }

    private static long used() {
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private static Row row(String instruction, String output) {
        return new Row(instruction, "", output, "test", "test");
    }

    private void write(String... pairs) throws Exception {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < pairs.length; i += 2) {
            text.append(JsonLines.line(row(pairs[i], pairs[i + 1]))).append('\n');
        }
        Files.writeString(rows, text);
    }

    private static Lesson lesson(String... prompts) {
        return new Lesson(
                "l",
                "l",
                "",
                Arrays.stream(prompts)
                        .map(prompt -> new Lesson.Prompt("p", "c", prompt, "BLUEPRINT: A\n"))
                        .toList());
    }

    private String answer(String prompt) throws Exception {
        return said(RetrievalAuthor.of(rows, List.of(lesson(prompt))), prompt);
    }

    private static String said(RetrievalAuthor author, String prompt) {
        return author.write(GenerationRequest.of(Prompt.of(prompt), Sampling.greedy(9)))
                .join()
                .text();
    }
}
