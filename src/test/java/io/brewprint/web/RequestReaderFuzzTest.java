package io.brewprint.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.brewprint.decode.Prompt;
import io.brewprint.web.ChatModel.Refused;
import io.brewprint.web.RequestReader.Wanted;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.StringLength;

/** Whatever JSON comes: a request, or one clear refusal. */
class RequestReaderFuzzTest {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final List<String> NAMES =
            Stream.concat(named(), ForeignFields.all().keySet().stream()).toList();

    private static Stream<String> named() {
        return Stream.of(
                "model",
                "messages",
                "prompt",
                "max_tokens",
                "max_completion_tokens",
                "temperature",
                "top_p",
                "top_k",
                "repetition_penalty",
                "repeat_penalty",
                "seed",
                "stop",
                "n",
                "stream",
                "stream_options",
                "brewprint_constraint",
                "tools",
                "functions",
                "tool_choice",
                "function_call",
                "response_format",
                "logprobs",
                "top_logprobs",
                "logit_bias",
                "frequency_penalty",
                "presence_penalty",
                "echo",
                "suffix",
                "best_of",
                "role",
                "content",
                "type",
                "text",
                "include_usage",
                "tool_calls",
                "other");
    }

    @Property(tries = 1000)
    void a_request_with_any_fields_is_read_or_refused_in_a_line(@ForAll("requests") ObjectNode json) {
        read(json.toString());
    }

    @Property(tries = 300)
    void any_text_is_read_or_refused_in_a_line(@ForAll String body) {
        read(body);
    }

    @Property(tries = 100)
    void a_request_cut_anywhere_is_refused(@ForAll("requests") ObjectNode json, @ForAll int at) {
        String body = json.toString();

        read(body.substring(0, Math.floorMod(at, body.length())));
    }

    /** Nobody's field, whatever it says, is passed over: only null is left out. */
    @Property(tries = 300)
    void a_field_that_nobody_knows_is_refused_by_its_name(
            @ForAll @StringLength(min = 1, max = 60) String name, @ForAll("values") JsonNode value) {
        String own = "x-" + name;
        ObjectNode json = JSON.objectNode().put("model", "m").put("prompt", "x").set(own, value);

        if (value.isNull()) {
            assertThatCode(() -> RequestReader.completion(RequestReader.parse(json.toString())))
                    .doesNotThrowAnyException();
        } else {
            assertThatThrownBy(() -> RequestReader.completion(RequestReader.parse(json.toString())))
                    .isInstanceOfSatisfying(
                            Refused.class,
                            refused -> assertThat(refused.param()).isEqualTo(Refused.quote(own)));
        }
    }

    private static void read(String body) {
        for (boolean chat : new boolean[] {true, false}) {
            boolean parsed = false;
            try {
                JsonNode json = RequestReader.parse(body);
                parsed = true;
                Wanted wanted = chat ? RequestReader.chat(json) : RequestReader.completion(json);
                assertThat(wanted.request().prompt()).isInstanceOf(chat ? Prompt.Chat.class : Prompt.Text.class);
            } catch (Refused e) {
                assertThat(e.why()).isEqualTo(Refused.Why.REQUEST);
                assertThat(e.getMessage())
                        .doesNotContainPattern("[\\p{Cc}\\p{Cs}]")
                        .hasSizeLessThan(1000);
                assertThat(!e.param().isEmpty()).as(e.getMessage()).isEqualTo(parsed);
            }
        }
    }

    @Provide
    Arbitrary<ObjectNode> requests() {
        return Arbitraries.maps(Arbitraries.of(NAMES), value(2)).ofMaxSize(5).map(fields -> {
            ObjectNode json = JSON.objectNode().put("model", "m").put("prompt", "x");
            json.putArray("messages").addObject().put("role", "user").put("content", "x");
            return json.setAll(Map.copyOf(fields));
        });
    }

    @Provide
    Arbitrary<JsonNode> values() {
        return value(2);
    }

    private static Arbitrary<JsonNode> value(int depth) {
        Arbitrary<JsonNode> plain = Arbitraries.oneOf(
                Arbitraries.integers().map(JSON::numberNode),
                Arbitraries.doubles().map(JSON::numberNode),
                Arbitraries.bigIntegers()
                        .between(BigInteger.TEN.pow(30).negate(), BigInteger.TEN.pow(30))
                        .map(JSON::numberNode),
                Arbitraries.of("1e400", "-1e-400", "0.5", "1")
                        .map(BigDecimal::new)
                        .map(JSON::numberNode),
                Arbitraries.of("", "user", "system", "text", "full", "auto", "x\ny\u0000")
                        .map(JSON::textNode),
                Arbitraries.strings().ofMaxLength(5).map(JSON::textNode),
                Arbitraries.of(true, false).map(JSON::booleanNode),
                Arbitraries.just(JSON.nullNode()));
        if (depth == 0) {
            return plain;
        }
        return Arbitraries.oneOf(
                plain,
                value(depth - 1).list().ofMaxSize(3).map(all -> JSON.arrayNode().addAll(all)),
                Arbitraries.maps(Arbitraries.of(NAMES), value(depth - 1))
                        .ofMaxSize(3)
                        .map(all -> JSON.objectNode().setAll(Map.copyOf(all))));
    }
}
