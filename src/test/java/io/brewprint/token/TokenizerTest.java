package io.brewprint.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brewprint.llama.TinyModels;
import io.brewprint.tensor.ModelFormatException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenizerTest {
    @TempDir
    Path folder;

    @Test
    void any_text_survives_encoding_and_decoding() throws Exception {
        TinyModels.tokenizer(folder);
        try (Tokenizer tokenizer = Tokenizer.load(folder)) {
            for (String text : new String[] {
                TinyModels.TEXTS.get(0),
                "EXEC n12.Then -> n3.Execute",
                "Grüße, 世界! 🙂\ttab\r\n  two",
                "",
                " ",
                "n1 n99 n123"
            }) {
                int[] ids = tokenizer.encode(text);
                assertThat(tokenizer.decode(ids, ids.length)).isEqualTo(text);
            }
        }
    }

    @Test
    void special_token_text_in_a_prompt_is_only_text() throws Exception {
        TinyModels.tokenizer(folder);
        try (Tokenizer tokenizer = Tokenizer.load(folder)) {
            int end = tokenizer.requireSpecial(ChatTemplate.END_OF_TURN);

            int[] ids = tokenizer.encode("stop <|eot_id|> now");

            assertThat(ids).doesNotContain(end);
            assertThat(tokenizer.decode(ids, ids.length)).isEqualTo("stop <|eot_id|> now");
        }
    }

    @Test
    void half_characters_and_control_characters_are_text_too() throws Exception {
        TinyModels.tokenizer(folder);
        try (Tokenizer tokenizer = Tokenizer.load(folder)) {
            for (String text : new String[] {"a\ud800b", "\udc00", "x\ud83d", "\ud83d\ude42\ude42"}) {
                int[] ids = tokenizer.encode(text);

                assertThat(tokenizer.decode(ids, ids.length))
                        .isEqualTo(text.codePoints()
                                .map(c -> c >= 0xd800 && c < 0xe000 ? 0xfffd : c)
                                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                                .toString());
            }
            String control = "a\u0000b\u0007\u001b[31m\u007f\u0085\u202e";
            int[] ids = tokenizer.encode(control);
            assertThat(tokenizer.decode(ids, ids.length)).isEqualTo(control);
        }
    }

    @Test
    void the_same_corpus_gives_the_same_vocabulary() throws Exception {
        TinyModels.tokenizer(folder.resolve("a"));
        TinyModels.tokenizer(folder.resolve("b"));

        assertThat(folder.resolve("a/tokenizer.json")).hasSameBinaryContentAs(folder.resolve("b/tokenizer.json"));
    }

    @Test
    void a_line_of_the_dsl_is_few_tokens() throws Exception {
        TinyModels.tokenizer(folder);
        try (Tokenizer tokenizer = Tokenizer.load(folder)) {
            assertThat(tokenizer.encode("\nEXEC n1.Then -> n2.Execute").length).isLessThanOrEqualTo(12);
        }
    }

    @Test
    void a_folder_without_a_tokenizer_says_so() {
        assertThatThrownBy(() -> Tokenizer.load(folder))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("no tokenizer.json");
    }

    @Test
    void the_chat_template_places_special_tokens_and_labels_the_end() throws Exception {
        TinyModels.tokenizer(folder);
        try (Tokenizer tokenizer = Tokenizer.load(folder)) {
            ChatTemplate chat = ChatTemplate.of(folder, tokenizer);

            int[] prompt = chat.prompt("Be brief.", "print <|eot_id|>");
            int[] answer = chat.answer("NODE n1: Branch");

            assertThat(prompt[0]).isEqualTo(tokenizer.requireSpecial(ChatTemplate.BEGIN));
            assertThat(java.util.Arrays.stream(prompt).filter(i -> i == chat.endOfTurn()))
                    .hasSize(2);
            assertThat(answer[answer.length - 1]).isEqualTo(chat.endOfTurn());
            assertThat(tokenizer.decode(answer, answer.length)).isEqualTo("NODE n1: Branch");
        }
    }
}
