package io.brewprint.clipboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ClipboardCorpusTest {
    @Test
    void every_text_parses_and_is_written_back_byte_for_byte() throws Exception {
        int damaged = 0;
        int objects = 0;
        int pins = 0;
        for (Path file : Corpus.texts()) {
            byte[] bytes = Files.readAllBytes(file);

            Clip clip = ClipboardParser.parse(bytes, ClipboardLimits.DEFAULT);

            assertThat(ClipboardWriter.bytes(clip)).as(Corpus.name(file)).isEqualTo(bytes);
            assertThat(clip.objects()).as(Corpus.name(file)).isNotEmpty();
            damaged += clip.diagnostics().isEmpty() ? 0 : 1;
            objects += clip.objects().size();
            pins += clip.objects().stream()
                    .mapToInt(object -> object.pins().size())
                    .sum();
            if (!clip.diagnostics().isEmpty()) {
                System.out.println(Corpus.name(file) + " " + clip.diagnostics());
            }
        }
        System.out.println(
                Corpus.texts().size() + " texts, " + damaged + " repaired, " + objects + " objects, " + pins + " pins");
        assertThat(pins).isGreaterThan(3000);
        assertThat(damaged).isEqualTo(1);
    }
}
