package io.brewprint.translate;

import static org.assertj.core.api.Assertions.assertThat;

import io.brewprint.clipboard.ClipboardException;
import io.brewprint.dsl.Dsl;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TranslatorFuzzTest {
    private static final String MARKS = "\"'(),=\\\n \0";

    @Test
    void damaged_examples_are_refused_or_translated_with_every_node_and_link_that_is_left() throws Exception {
        List<String> texts = new ArrayList<>();
        try (var files = Files.list(Path.of("examples/exports"))) {
            for (Path file : files.filter(path -> path.toString().endsWith(".txt"))
                    .sorted()
                    .toList()) {
                texts.add(Files.readString(file));
            }
        }
        var random = new Random(11);
        int translated = 0;
        for (int i = 0; i < 4_000; i++) {
            String text = damage(texts.get(random.nextInt(texts.size())), random);
            try {
                Translation translation = new Translator().translate(text, "x.txt");
                translated++;
                assertThat(translation.report().nodes().isWhole()).as(text).isTrue();
                assertThat(translation.report().links().isWhole()).as(text).isTrue();
                assertThat(Dsl.parse(translation.dsl()).problems()).as(text).isEmpty();
                assertThat(ClipboardGenerator.generate(translation.document())).isNotNull();
            } catch (ClipboardException refused) {
                assertThat(refused.remedy()).isNotBlank();
            }
        }
        assertThat(translated).isGreaterThan(2_000);
    }

    private static String damage(String whole, Random random) {
        var text = new StringBuilder(whole);
        for (int k = random.nextInt(1, 7); k > 0 && text.length() > 50; k--) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(6)) {
                case 0, 1 -> text.setCharAt(at, MARKS.charAt(random.nextInt(MARKS.length())));
                case 2, 3 -> text.delete(at, Math.min(text.length(), at + random.nextInt(300)));
                case 4 -> text.insert(at, text.substring(at, Math.min(text.length(), at + random.nextInt(500))));
                default -> text.insert(at, "Begin Object Class=");
            }
        }
        return text.toString();
    }
}
