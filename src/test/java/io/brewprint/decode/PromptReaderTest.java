package io.brewprint.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.brewprint.config.Json;
import io.brewprint.llama.TinyFolders;
import io.brewprint.token.BpeTrainer;
import io.brewprint.token.ChatTemplate;
import io.brewprint.token.ChatTemplate.Turn;
import io.brewprint.token.Tokenizer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PromptReaderTest {
    private static final int CONTEXT = 8192;
    /** Names of speakers and the blank lines after them. */
    private static final int AROUND = 30;

    @TempDir
    Path folder;

    private Tokenizer tokenizer;
    private PromptReader reader;

    @BeforeEach
    void make() throws Exception {
        TinyFolders.model(folder);
        open();
    }

    private void open() throws Exception {
        tokenizer = Tokenizer.load(folder);
        reader = new PromptReader(tokenizer, ChatTemplate.of(folder, tokenizer), 1, CONTEXT);
    }

    @AfterEach
    void close() {
        tokenizer.close();
    }

    private static Prompt.Chat talk(String system, String user) {
        return new Prompt.Chat(List.of(new Turn("system", system), new Turn("user", user)));
    }

    @Test
    void each_text_is_read_once_also_under_a_system_prompt_that_is_new() {
        String system = "Be brief. ".repeat(60);
        String user = "a red door ".repeat(40);

        Prompt.Tokens tokens = reader.read(talk(system, user));

        assertThat(tokenizer.charactersRead())
                .isBetween((long) system.length() + user.length(), (long) system.length() + user.length() + AROUND);
        assertThat(tokens.shared()).isGreaterThan(60).isLessThan(tokens.ids().length);
    }

    @Test
    void what_prompts_share_is_all_that_stands_before_the_first_word_of_the_user() {
        Prompt.Tokens one = reader.read(talk("Be brief.", "a door"));
        Prompt.Tokens two = reader.read(talk("Be brief.", "\n1"));

        assertThat(one.shared()).isEqualTo(two.shared()).isEqualTo(Arrays.mismatch(one.ids(), two.ids()));
        assertThat(reader.read(new Prompt.Chat(List.of(new Turn("user", "a door"))))
                        .shared())
                .isZero();
    }

    @Test
    void what_cannot_fit_is_not_read_at_all() {
        String long_ = "x".repeat(1 << 20);

        for (Prompt prompt : List.of(new Prompt.Text(long_), talk(long_, "x"), talk("x", long_))) {
            assertThatThrownBy(() -> reader.read(prompt))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("characters, the model's context has 8192 tokens");
        }
        assertThat(tokenizer.charactersRead()).isZero();
    }

    @Test
    void what_may_not_fit_is_read_until_that_is_plain() {
        String words = "x y ".repeat(4 * CONTEXT / 4 * 3); // three times what would fit by the usual count

        assertThatThrownBy(() -> reader.read(new Prompt.Text(words)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("prompt of more than 8704 tokens, the model's context has 8192");
        assertThat(tokenizer.charactersRead()).isBetween(8_704L, 4L * CONTEXT);
    }

    @Test
    void what_fits_in_spite_of_many_characters_is_read() throws Exception {
        tokenizer.close();
        BpeTrainer.train(Collections.nCopies(9, " lighthouse"), 600, folder);
        open();
        String text = " lighthouse".repeat(CONTEXT - 1);

        assertThat(reader.read(new Prompt.Text(text)).ids())
                .as("a token a word")
                .hasSize(CONTEXT);
        assertThat(tokenizer.charactersRead()).as("counted first").isEqualTo(2L * text.length());
    }

    /** There one token may reach from the system prompt into the request. */
    @Test
    void where_the_format_does_not_tell_the_prompts_before_show_what_is_shared() throws Exception {
        tokenizer.close();
        Path file = folder.resolve("tokenizer.json");
        ObjectNode json = (ObjectNode) Json.PLAIN.readTree(file.toFile());
        String[] names = {"<s>", "</s>", "<unk>", "<a>", "<b>", "<c>"};
        int i = 0;
        for (JsonNode token : json.path("added_tokens")) {
            ((ObjectNode) token).put("content", names[i++]);
        }
        Files.writeString(file, json.toString());
        open();
        String system = "Be brief. ".repeat(20);

        Prompt.Tokens first = reader.read(talk(system, "a door"));
        Prompt.Tokens second = reader.read(talk(system, "a lamp"));
        Prompt.Tokens third = reader.read(talk(system, "my lamp"));
        Prompt.Tokens fourth = reader.read(talk(system, "a door"));

        assertThat(first.shared()).isZero();
        assertThat(second.shared()).isEqualTo(Arrays.mismatch(first.ids(), second.ids()));
        assertThat(third.shared()).isEqualTo(Arrays.mismatch(first.ids(), third.ids()));
        assertThat(fourth.shared()).isEqualTo(third.shared());
    }
}
