package io.brewprint.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.brewprint.blueprint.NodeCatalog;
import io.brewprint.config.Fault;
import io.brewprint.config.PipelineConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ClipboardTranslatorTest {
    private final ClipboardTranslator translator =
            new ClipboardTranslator(PipelineConfig.defaults().limits(), NodeCatalog.standard());

    @Test
    void an_export_becomes_dsl_and_a_report() throws Exception {
        String text = Files.readString(Path.of("examples/exports/sliding_door.txt"));

        ExportTranslator.Translated translated = translator.translate("sliding_door.txt", text);

        assertThat(translated.dsl()).startsWith("BLUEPRINT: BP_").contains("\nEXEC ");
        assertThat(translated.report().path("lost")).isEmpty();
    }

    @Test
    void a_text_that_breaks_off_is_refused_wherever_it_was_cut() throws Exception {
        String text = Files.readString(Path.of("examples/exports/sliding_door.txt"));
        for (int share = 1; share < 10; share++) {
            String cut = text.substring(0, text.length() * share / 10);

            Fault rejected = catchThrowableOfType(Fault.class, () -> translator.translate("cut.txt", cut));

            assertThat(rejected).as("cut at %d tenths", share).isNotNull();
            assertThat(rejected.code()).isEqualTo("truncated");
            assertThat(rejected.where().line()).isPositive();
            assertThat(rejected.remedy()).contains("copy the nodes again");
        }
    }

    @Test
    void what_is_no_export_is_refused_with_its_kind() {
        assertThatThrownBy(() -> translator.translate("a.txt", "")).isInstanceOf(Fault.class);
        assertThatThrownBy(() -> translator.translate("a.txt", "Dear diary"))
                .isInstanceOfSatisfying(Fault.class, e -> assertThat(e.code()).isEqualTo("foreign"));
    }
}
