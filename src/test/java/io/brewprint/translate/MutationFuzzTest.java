package io.brewprint.translate;

import static org.assertj.core.api.Assertions.assertThat;

import io.brewprint.clipboard.Clip;
import io.brewprint.clipboard.ClipboardException;
import io.brewprint.clipboard.ClipboardLimits;
import io.brewprint.clipboard.ClipboardParser;
import io.brewprint.clipboard.ClipboardWriter;
import io.brewprint.clipboard.Diagnostic;
import io.brewprint.dsl.Dsl;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Damages texts of the examples and, where it is at hand, the corpus, with a known seed, for {@code
 * brewprint.fuzz.seconds} (5 unless told) each; a finding is written to {@code target/} with what it broke.
 */
@Tag("slow")
class MutationFuzzTest {
    private static final String[] PIECES = {
        "\"",
        "'",
        "(",
        ")",
        ",",
        "=",
        "\\",
        "\n",
        "\r\n",
        "\0",
        " ",
        "Begin Object ",
        "Begin Object Class=/Script/BlueprintGraph.K2Node_Composite Name=\"a\"\n",
        "End Object\n",
        "LinkedTo=(",
        "CustomProperties Pin (",
        "&quot;",
        "\ufeff",
        "\ud800",
        "Class=",
        "Name=\"\"",
        "-2147483648",
        "1e999",
        "NSLOCTEXT(",
        "PinName=\"",
        "DefaultValue=\"",
        "Direction=\"EGPD_Output\","
    };

    @Test
    void the_parser_reads_or_refuses_any_damaged_text_and_writes_back_what_it_read() throws Exception {
        fuzz("parser", text -> {
            Clip clip = ClipboardParser.parse(text, new ClipboardLimits(1 << 22, 40, 5_000));
            boolean mended = clip.diagnostics().stream().anyMatch(found -> found.kind() == Diagnostic.Kind.ENTITIES);
            if (!mended) {
                assertThat(ClipboardWriter.write(clip)).isEqualTo(text);
            }
        });
    }

    @Test
    void the_translator_keeps_what_is_left_of_any_damaged_text() throws Exception {
        var translator = new Translator();
        fuzz("translator", text -> {
            Translation translation = translator.translate(text, "x.txt");
            assertThat(translation.report().nodes().isWhole()).as("nodes").isTrue();
            assertThat(translation.report().links().isWhole()).as("links").isTrue();
            assertThat(Dsl.parse(translation.dsl()).problems()).isEmpty();
            assertThat(Dsl.print(Dsl.parse(translation.dsl()).document())).isEqualTo(translation.dsl());
            Generated generated = ClipboardGenerator.generate(translation.document());
            if (!generated.text().isEmpty()) {
                assertThat(translator.translate(generated.text(), "x.txt").dsl())
                        .isNotEmpty();
            }
        });
    }

    private static void fuzz(String what, Consumer<String> work) throws Exception {
        long seed = Long.getLong("brewprint.fuzz.seed", 20260101L);
        var random = new Random(seed);
        List<String> texts = texts();
        long end = System.nanoTime()
                + Duration.ofSeconds(Long.getLong("brewprint.fuzz.seconds", 5)).toNanos();
        int inputs = 0;
        int refused = 0;
        while (System.nanoTime() < end) {
            String text = damage(texts, random);
            inputs++;
            try {
                work.accept(text);
            } catch (ClipboardException expected) {
                refused++;
            } catch (RuntimeException | StackOverflowError | AssertionError found) {
                Path kept = Path.of("target", "fuzz-" + what + "-" + inputs + ".txt");
                Files.writeString(kept, text.replace('\ud800', '?'));
                throw new AssertionError("input " + inputs + " of seed " + seed + " kept as " + kept, found);
            }
        }
        System.out.println(
                "fuzz " + what + ": " + inputs + " inputs, " + refused + " refused, no finding, seed " + seed);
        assertThat(inputs).isPositive();
    }

    private static List<String> texts() throws Exception {
        var texts = new ArrayList<String>();
        String place = System.getenv("BREWPRINT_CORPUS");
        Path corpus = Path.of(place == null ? "../shared/corpus" : place, "clipboard");
        for (Path folder : List.of(Path.of("examples/exports"), corpus)) {
            if (Files.isDirectory(folder)) {
                try (var files = Files.walk(folder)) {
                    for (Path file : files.filter(path -> path.toString().endsWith(".txt"))
                            .sorted()
                            .toList()) {
                        // Small texts are damaged more often in the same time.
                        if (Files.size(file) < 60_000) {
                            texts.add(Files.readString(file));
                        }
                    }
                }
            }
        }
        return texts;
    }

    private static String damage(List<String> texts, Random random) {
        var text = new StringBuilder(texts.get(random.nextInt(texts.size())));
        for (int k = 1 + random.nextInt(6); k > 0 && text.length() > 50; k--) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(8)) {
                case 0, 1 -> text.insert(at, PIECES[random.nextInt(PIECES.length)]);
                case 2 -> text.delete(at, Math.min(text.length(), at + random.nextInt(300)));
                case 3 -> text.insert(at, text.substring(at, Math.min(text.length(), at + random.nextInt(500))));
                case 4 -> text.setCharAt(at, (char) random.nextInt(random.nextBoolean() ? 128 : 65536));
                case 5 -> {
                    String other = texts.get(random.nextInt(texts.size()));
                    int from = random.nextInt(other.length());
                    text.insert(at, other, from, Math.min(other.length(), from + random.nextInt(800)));
                }
                case 6 -> line(text, random, at);
                default -> text.setLength(Math.max(1, at));
            }
        }
        return text.toString();
    }

    /** Doubles or takes away one whole line. */
    private static void line(StringBuilder text, Random random, int at) {
        int start = text.lastIndexOf("\n", at) + 1;
        int end = text.indexOf("\n", at) + 1;
        if (end > start) {
            if (random.nextBoolean()) {
                text.delete(start, end);
            } else {
                text.insert(start, text.substring(start, end));
            }
        }
    }
}
