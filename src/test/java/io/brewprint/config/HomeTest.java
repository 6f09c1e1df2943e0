package io.brewprint.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeTest {
    @TempDir
    Path folder;

    @Test
    void createMakesTheWatchedFoldersAndTheRest() throws Exception {
        Home home = new Home(folder.resolve("new")).create();

        assertThat(home.exports()).isDirectory();
        assertThat(Home.processed(home.exports())).isDirectory();
        assertThat(Home.failed(home.lessonInbox())).isDirectory();
        assertThat(home.exams()).isDirectory();
        assertThat(home.parsedBlueprints()).isDirectory();
    }

    @Test
    void namesAreRelativeWithSlashes() {
        Home home = new Home(folder);

        assertThat(home.relative(home.train())).isEqualTo("datasets/train.jsonl");
        assertThat(home.resolve("datasets/train.jsonl")).isEqualTo(home.train());
        assertThat(home.adapterFinal(3)).isEqualTo(folder.resolve("models/blueprint-lora-v3/final"));
    }

    @Test
    void nothingLeadsOutside() {
        Home home = new Home(folder);

        assertThatIllegalArgumentException().isThrownBy(() -> home.resolve("../elsewhere"));
        assertThatIllegalArgumentException().isThrownBy(() -> home.resolve("/etc/passwd"));
        assertThatIllegalArgumentException().isThrownBy(() -> home.model("../../x"));
        assertThatIllegalArgumentException().isThrownBy(() -> home.relative(folder.resolveSibling("other")));
    }
}
