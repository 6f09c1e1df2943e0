package io.brewprint.cli.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brewprint.config.Fault;
import io.brewprint.config.Home;
import io.brewprint.convert.BundledBase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundledBaseFilesTest {
    @TempDir
    Path folder;

    @Test
    void a_home_that_wants_the_programs_base_gets_it_whole() throws Exception {
        Home home = new Home(folder.resolve("home")).create();

        BundledBaseFiles.put(home, BundledBaseFiles.NAME, Optional.of(Path.of("base")));

        BundledBase.check(home.model(BundledBaseFiles.NAME));
    }

    @Test
    void one_whose_files_are_not_the_recorded_ones_is_refused_and_not_put_there() throws Exception {
        Home home = new Home(folder.resolve("home")).create();
        Path changed = folder.resolve("changed");
        Files.createDirectories(changed);
        try (var files = Files.list(Path.of("base"))) {
            for (Path file : files.toList()) {
                Files.copy(file, changed.resolve(file.getFileName()));
            }
        }
        Files.writeString(changed.resolve("config.json"), " ", StandardOpenOption.APPEND);

        assertThatThrownBy(() -> BundledBaseFiles.put(home, BundledBaseFiles.NAME, Optional.of(changed)))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("config.json");
        assertThat(home.model(BundledBaseFiles.NAME)).doesNotExist();
    }

    @Test
    void a_home_that_wants_another_is_left_alone() throws Exception {
        Home home = new Home(folder.resolve("home")).create();

        BundledBaseFiles.put(home, "llama-3.1-8b", Optional.of(Path.of("base")));

        assertThat(home.model(BundledBaseFiles.NAME)).doesNotExist();
    }
}
