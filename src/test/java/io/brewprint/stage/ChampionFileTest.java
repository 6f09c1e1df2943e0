package io.brewprint.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brewprint.config.Fault;
import io.brewprint.config.Home;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChampionFileTest {
    @TempDir
    Path folder;

    @Test
    void a_rollback_makes_the_champion_before_this_one_serve_again_as_long_as_it_is_there() throws Exception {
        Home home = new Home(folder);
        ChampionFile file = new ChampionFile(home);
        for (int version = 1; version <= 3; version++) {
            Files.createDirectories(home.adapterFinal(version));
            file.promote(version, 0.1 * version, "better");
        }

        assertThat(file.rollback().version()).isEqualTo(2);
        assertThat(file.read().orElseThrow().adapter()).isEqualTo("models/blueprint-lora-v2/final");
        Files.delete(home.adapterFinal(1));
        assertThatThrownBy(file::rollback).isInstanceOf(Fault.class).hasMessageContaining("v1 is no longer there");
        assertThat(file.read().orElseThrow().version()).isEqualTo(2);
    }

    @Test
    void without_anybody_before_there_is_nothing_to_go_back_to() throws Exception {
        ChampionFile file = new ChampionFile(new Home(folder));

        assertThatThrownBy(file::rollback).hasMessageContaining("there is no champion");
        file.promote(1, 0.5, "first");
        assertThatThrownBy(file::rollback).hasMessageContaining("v1 had no champion before it");
    }

    @Test
    void a_file_of_an_earlier_program_is_read() throws Exception {
        Files.createDirectories(folder.resolve("models"));
        Files.writeString(
                folder.resolve("models/champion.json"),
                "{\"version\": 1, \"adapter\": \"models/blueprint-lora-v1/final\", \"graph_f1\": 0.5}");

        assertThat(new ChampionFile(new Home(folder)).read().orElseThrow().version())
                .isEqualTo(1);
    }
}
