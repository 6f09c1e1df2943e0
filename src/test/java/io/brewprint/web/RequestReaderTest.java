package io.brewprint.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.brewprint.complete.Constrain;
import io.brewprint.decode.Prompt;
import io.brewprint.decode.Sampling;
import io.brewprint.token.ChatTemplate;
import io.brewprint.web.ChatModel.Refused;
import io.brewprint.web.RequestReader.Wanted;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestReaderTest {
    private static final String BEGIN = "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]";

    private static Wanted chat(String fields) throws Refused {
        return RequestReader.chat(RequestReader.parse(BEGIN + (fields.isEmpty() ? "" : "," + fields) + "}"));
    }

    private static Wanted completion(String fields) throws Refused {
        return RequestReader.completion(RequestReader.parse("{\"model\":\"m\"," + fields + "}"));
    }

    @Test
    void what_is_left_out_or_null_has_its_default() throws Refused {
        for (String fields :
                List.of("", "\"temperature\":null,\"stop\":null,\"max_tokens\":null,\"n\":null,\"stream\":null")) {
            Wanted wanted = chat(fields);

            assertThat(wanted.stream()).isFalse();
            assertThat(wanted.request().constrain()).isEqualTo(Constrain.OFF);
            Sampling sampling = wanted.request().sampling();
            assertThat(sampling.seeded(0)).isEqualTo(new Sampling(0, 0, 1, 1, 0, 1024, List.of()));
        }
    }

    @Test
    void every_field_is_read() throws Refused {
        Wanted wanted = chat("""
                "temperature":0.5,"top_p":0.9,"top_k":40,"repetition_penalty":1.2,"seed":-7,"max_completion_tokens":9,
                "max_tokens":50,"stop":["a","b"],"stream":true,"stream_options":{"include_usage":true},
                "brewprint_constraint":"syntax","user":"u","metadata":{"a":"b"}""");

        assertThat(wanted.request().sampling()).isEqualTo(new Sampling(0.5, 40, 0.9, 1.2, -7, 9, List.of("a", "b")));
        assertThat(wanted.request().constrain()).isEqualTo(Constrain.SYNTAX);
        assertThat(wanted.stream()).isTrue();
        assertThat(wanted.usage()).isTrue();
    }

    @Test
    void names_of_other_servers_mean_the_same() throws Refused {
        assertThat(chat("\"repeat_penalty\":1.1").request().sampling().repetitionPenalty())
                .isEqualTo(1.1);
        assertThat(chat("\"top_k\":-1").request().sampling().topK()).isZero();
        assertThat(completion("\"prompt\":[\"one\"]").request().prompt()).isEqualTo(new Prompt.Text("one"));
    }

    @Test
    void parts_of_text_are_one_text_and_a_developer_is_the_system() throws Refused {
        Wanted wanted = RequestReader.chat(RequestReader.parse("""
                {"model":"m","messages":[{"role":"developer","content":[{"type":"text","text":"a"},{"type":"text","text":"b"}]}]}
                """));

        assertThat(wanted.request().prompt())
                .isEqualTo(new Prompt.Chat(List.of(new ChatTemplate.Turn("system", "ab"))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0000',
            value = {
                "\"max_tokens\":\"x\" | max_tokens must be a whole number from 1 to 32768",
                "\"max_tokens\":1.5 | max_tokens",
                "\"max_tokens\":0 | max_tokens",
                "\"max_completion_tokens\":99999999999999999999 | max_completion_tokens",
                "\"temperature\":\"0\" | temperature must be a number from 0.0 to 2.0",
                "\"temperature\":1e999 | temperature",
                "\"top_p\":0 | top_p must be a number above 0.0 to 1.0",
                "\"top_k\":-2 | top_k",
                "\"repetition_penalty\":0 | repetition_penalty",
                "\"repetition_penalty\":1,\"repeat_penalty\":1 | are the same",
                "\"seed\":1.5 | seed",
                "\"stop\":[\"\"] | stop takes up to four texts",
                "\"stop\":[1] | stop must be a text or a list of texts",
                "\"stop\":{} | stop must be a text or a list of texts",
                "\"n\":2 | n is not supported here",
                "\"stream\":\"yes\" | stream must be true or false",
                "\"stream_options\":{\"include_usage\":true} | needs stream",
                "\"stream\":true,\"stream_options\":{\"include_usage\":1} | include_usage must be true or false",
                "\"brewprint_constraint\":true | brewprint_constraint must be a text",
                "\"brewprint_constraint\":\"some\" | brewprint_constraint",
                "\"tools\":[{\"type\":\"function\"}] | tools is not supported here",
                "\"functions\":[{}] | functions is not supported here",
                "\"tool_choice\":\"required\" | tool_choice is not supported here",
                "\"response_format\":{\"type\":\"json_object\"} | response_format is not supported here",
                "\"logprobs\":true | logprobs is not supported here",
                "\"logit_bias\":{\"5\":1} | logit_bias is not supported here",
                "\"presence_penalty\":0.5 | presence_penalty is not supported here"
            })
    void what_is_wrong_or_not_done_here_is_refused_by_its_name(String fields, String message) {
        assertThatThrownBy(() -> chat(fields)).isInstanceOf(Refused.class).hasMessageContaining(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"tools\":[],\"tool_choice\":\"auto\"",
                "\"response_format\":{\"type\":\"text\"}",
                "\"logprobs\":false,\"n\":1",
                "\"frequency_penalty\":0,\"presence_penalty\":0.0,\"logit_bias\":{}",
                "\"modalities\":[\"text\"],\"store\":true,\"user\":\"u\",\"metadata\":{\"a\":\"b\"}",
                "\"mirostat\":0,\"mirostat_tau\":5.0,\"typical_p\":1.0,\"min_p\":0,\"cache_prompt\":true",
                "\"guided_json\":null,\"skip_special_tokens\":true,\"length_penalty\":1,\"options\":{}",
                "\"options\":{\"num_thread\":4,\"mirostat\":0,\"num_ctx\":null},\"parameters\":{\"watermark\":false}"
            })
    void fields_that_ask_for_nothing_are_let_through(String fields) throws Refused {
        assertThat(chat(fields).request().model()).isEqualTo("m");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0000',
            value = {
                "\"grammar\":\"root ::= x\" | grammar | there is brewprint_constraint",
                "\"json_schema\":{\"type\":\"object\"} | json_schema | llama.cpp",
                "\"mirostat\":2 | mirostat | llama.cpp",
                "\"n_predict\":64 | n_predict | there is max_tokens",
                "\"samplers\":[\"top_k\"] | samplers | llama.cpp",
                "\"guided_json\":{\"a\":1} | guided_json | vLLM",
                "\"structured_outputs\":{\"regex\":\"a\"} | structured_outputs | there is brewprint_constraint",
                "\"min_tokens\":5 | min_tokens | vLLM",
                "\"skip_special_tokens\":false | skip_special_tokens | vLLM",
                "\"options\":{\"num_ctx\":9} | options.num_ctx | Ollama",
                "\"options\":{\"num_thread\":2,\"temperature\":0.5} | options.temperature | write temperature beside model",
                "\"options\":{\"frobnicate\":1} | options.frobnicate | no field that is known here",
                "\"options\":[1] | options | Ollama",
                "\"format\":\"json\" | format | Ollama",
                "\"think\":true | think | Ollama",
                "\"parameters\":{\"top_k\":3} | parameters.top_k | TGI",
                "\"parameters\":{\"watermark\":true} | parameters.watermark | TGI",
                "\"watermark\":true | watermark | TGI",
                "\"min_p\":0.05 | min_p | there is top_p",
                "\"reasoning_effort\":\"high\" | reasoning_effort | OpenAI",
                "\"frobnicate\":1 | frobnicate | no field that is known here",
                "\"frobnicate\":false | frobnicate | no field that is known here",
                "\"brewprint_constrain\":\"full\" | brewprint_constrain | did you mean brewprint_constraint?",
                "\"stream\":true,\"stream_options\":{\"chunks\":3} | stream_options.chunks | no field that is known here",
                "\"stream\":true,\"stream_options\":{\"continuous_usage_stats\":true} | stream_options.continuous_usage_stats | vLLM",
                "\"temprature\":1 | temprature | did you mean temperature?",
                "\"prompt\":\"x\" | prompt | is read by another path",
                "\"add_special_tokens\":true | add_special_tokens | vLLM",
                "\"best_of\":3 | best_of | OpenAI",
                "\"n_probs\":2 | n_probs | llama.cpp",
                "\"extra_body\":{\"top_k\":3} | extra_body | its fields beside model",
                "\"temperature\":9 | temperature | from 0.0 to 2.0"
            })
    void a_field_of_another_server_is_refused_by_its_name_and_error_names_it(
            String fields, String param, String words) {
        assertThatThrownBy(() -> chat(fields))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.param()).isEqualTo(param))
                .hasMessageStartingWith(param)
                .hasMessageContaining(words);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0000',
            value = {
                "{\"role\":\"user\",\"content\":\"x\",\"name\":\"Ada\"} | messages[1].name",
                "{\"role\":\"assistant\",\"content\":\"x\",\"reasoning_content\":\"hm\"} | messages[1].reasoning_content",
                "{\"role\":\"tool\",\"content\":\"x\"} | messages[1].role",
                "{\"role\":\"user\",\"content\":null} | messages[1].content",
                "{\"role\":\"user\",\"content\":[{\"type\":\"image_url\"}]} | messages[1].content[0].type",
                "{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"a\",\"weight\":2}]} | messages[1].content[0].weight",
                "7 | messages[1]"
            })
    void what_stands_deep_is_named_with_its_place(String message, String param) {
        String body = "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}," + message + "]}";

        assertThatThrownBy(() -> RequestReader.chat(RequestReader.parse(body)))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.param()).isEqualTo(param));
    }

    @Test
    void null_is_left_out_at_every_depth() throws Refused {
        Wanted wanted = RequestReader.chat(RequestReader.parse("""
                {"model":"m","grammar":null,"frobnicate":null,"response_format":{"type":"text","json_schema":null},
                 "options":{"num_ctx":null},"stream":true,"stream_options":{"include_usage":null,"chunks":null},
                 "messages":[{"role":"user","name":null,"tool_calls":null,
                   "content":[{"type":"text","text":"x","weight":null,"cache_control":{"type":"ephemeral"}}]}]}"""));

        assertThat(wanted.request().prompt()).isEqualTo(new Prompt.Chat(List.of(new ChatTemplate.Turn("user", "x"))));
        assertThat(wanted.usage()).isFalse();
    }

    @Test
    void every_field_of_the_table_asks_for_nothing_by_its_own_word_and_is_refused_otherwise() {
        ForeignFields.all().forEach((name, field) -> {
            for (JsonNode neutral : field.neutral()) {
                assertThatCode(() -> check(name, neutral))
                        .as("%s %s", name, neutral)
                        .doesNotThrowAnyException();
            }
            ThrowingCallable odd = () -> check(name, new TextNode("something odd"));
            if (field.anything()) {
                assertThatCode(odd).as(name).doesNotThrowAnyException();
            } else {
                assertThatThrownBy(odd).isInstanceOf(Refused.class).hasMessageContaining(name.replace("[]", "[7]"));
            }
        });
        assertThat(ForeignFields.all()).hasSizeGreaterThan(120);
    }

    /** As in a request: what stands before the last dot of a place that there is, is that place. */
    private static void check(String key, JsonNode value) throws Refused {
        Matcher place = Pattern.compile("^(messages\\[]\\.(?:content\\[]\\.)?|stream_options\\.)?(.*)$")
                .matcher(key);
        assertThat(place.matches()).isTrue();
        String path = place.group(1) == null ? "" : place.group(1).replace("[]", "[7]");
        ForeignFields.check(path, place.group(2), value);
    }

    @Test
    void what_is_done_stands_in_no_table_of_what_is_not() {
        for (String place : List.of("", "messages[].", "messages[].content[].", "stream_options.")) {
            assertThat(ForeignFields.honoured(place))
                    .isNotEmpty()
                    .allSatisfy(name -> assertThat(ForeignFields.all()).doesNotContainKey(place + name));
        }
    }

    @Test
    void the_case_of_the_issue_is_refused_by_the_name_of_its_first_field() {
        assertThatThrownBy(() -> chat("""
                "max_tokens":8,"grammar":"root ::= \\"yes\\"","min_tokens":50,"guided_choice":["yes","no"],"best_of":3"""))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.param()).isEqualTo("grammar"))
                .hasMessage("grammar is not supported here (it is a field of llama.cpp, TGI): leave it out; "
                        + "there is brewprint_constraint");
    }

    @Test
    void a_text_follows_the_token_that_begins_one() throws Refused {
        assertThat(completion("\"prompt\":\"x\",\"add_special_tokens\":true")
                        .request()
                        .model())
                .isEqualTo("m");
        assertThatThrownBy(() -> completion("\"prompt\":\"x\",\"add_special_tokens\":false"))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.param()).isEqualTo("add_special_tokens"));
    }

    @Test
    void long_names_are_quoted_short() {
        assertThatThrownBy(() -> chat("\"" + "x".repeat(20_000) + "\":1"))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.param()).hasSize(80))
                .hasMessageContaining("xxx... is no field that is known here");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"prompt\":[\"a\",\"b\"]",
                "\"prompt\":[1,2]",
                "\"prompt\":[[1]]",
                "\"prompt\":[]",
                "\"prompt\":7"
            })
    void prompts_that_are_not_one_text_are_refused(String field) {
        assertThatThrownBy(() -> completion(field))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("prompt must be one text");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"logprobs\":0", "\"echo\":true", "\"suffix\":\"x\"", "\"best_of\":2"})
    void what_completions_ask_for_beside_a_text_is_refused(String field) {
        assertThatThrownBy(() -> completion("\"prompt\":\"x\"," + field)).hasMessageContaining("is not supported here");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"messages\":[]}",
                "{\"messages\":{}}",
                "{\"messages\":[7]}",
                "{\"messages\":[{\"role\":\"tool\",\"content\":\"x\"}]}",
                "{\"messages\":[{\"role\":\"user\"}]}",
                "{\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"image_url\"}]}]}",
                "{\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":7}]}]}",
                "{\"messages\":[{\"role\":\"assistant\",\"content\":\"\",\"tool_calls\":[{}]}]}",
                "{\"messages\":[{\"role\":\"user\",\"content\":\"no model\"}]}",
                "{} {}",
                "[]",
                "",
                "{\"messages\":NaN}"
            })
    void bodies_that_are_no_conversation_are_refused(String body) {
        assertThatThrownBy(() -> RequestReader.chat(RequestReader.parse(body)))
                .isInstanceOf(Refused.class)
                .hasMessageNotContaining("\n");
    }
}
