package io.brewprint.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ConfigPageTest {
    private static final Path DOCS = Path.of("docs");

    @Test
    void thePageSaysWhatTheRecordsDeclare() throws Exception {
        checkPublished("configuration.md", ConfigPage.text());
    }

    @Test
    void theSchemaSaysWhatTheRecordsDeclare() throws Exception {
        checkPublished(ConfigSchema.FILE, ConfigSchema.text());
    }

    @Test
    void everyKeySaysWhatItMeansInOneSentence() {
        assertThat(Settings.groups())
                .flatExtracting(SettingGroup::settings)
                .hasSizeGreaterThan(60)
                .allSatisfy(setting -> assertThat(setting.meaning())
                        .as(setting.path())
                        .endsWith(".")
                        .doesNotContain("|", "\n"));
    }

    @Test
    void everyComponentOfTheRecordsIsDeclared() {
        var written = ConfigFile.toJson(PipelineConfig.defaults());

        assertThat(Settings.groups()).extracting(SettingGroup::name).containsExactlyElementsOf(written::fieldNames);
        assertThat(Settings.groups())
                .allSatisfy(group -> assertThat(group.settings())
                        .extracting(Setting::key)
                        .containsExactlyElementsOf(written.path(group.name())::fieldNames));
    }

    private static void checkPublished(String name, String text) throws IOException {
        if (System.getenv("BREWPRINT_WRITE_DOCS") != null) {
            Files.writeString(DOCS.resolve(name), text);
        }

        assertThat(Files.readString(DOCS.resolve(name)).replace("\r\n", "\n"))
                .as("docs/" + name + " is stale: BREWPRINT_WRITE_DOCS=1 mvn -q -Dtest=ConfigPageTest test writes it")
                .isEqualTo(text);
    }
}
