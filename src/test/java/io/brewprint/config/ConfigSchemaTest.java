package io.brewprint.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The published schema beside the reader, judged by a validator that knows nothing of either. */
class ConfigSchemaTest {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final JsonSchemaFactory DRAFT = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);

    /** Rules between two keys, and names that no pattern knows: the reader's alone. */
    private static final List<String> READERS_ALONE = List.of(
            "schedule.backup",
            "schedule.nightly",
            "schedule.time_zone",
            "stall_detection.warn_seconds",
            "stall_detection.kill_seconds",
            "tiny.dim",
            "tiny.heads",
            "tiny.kv_heads");

    private final JsonSchema schema = published();

    private static JsonSchema published() {
        try {
            return DRAFT.getSchema(Files.readString(Path.of("docs", ConfigSchema.FILE)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void theSchemaIsItselfOneOfTheDraft() throws Exception {
        JsonSchema draft = DRAFT.getSchema(URI.create(SpecVersion.VersionFlag.V202012.getId()));

        assertThat(draft.validate(Files.readString(Path.of("docs", ConfigSchema.FILE)), InputFormat.JSON))
                .isEmpty();
    }

    @Test
    void theBundledConfigurationAndTheDefaultsAreAccepted() throws Exception {
        String bundled = Files.readString(Path.of("pipeline_config.json"));
        String defaults = ConfigFile.toJson(PipelineConfig.defaults()).toString();

        assertThat(refusals(bundled)).isEmpty();
        assertThat(refusals(defaults)).isEmpty();
        assertThat(ConfigFile.parse("pipeline_config.json", bundled).model().baseModel())
                .isEqualTo("brewprint-base");
    }

    @TestFactory
    Stream<DynamicTest> aValueIsRefusedByTheSchemaWhereTheReaderRefusesIt() {
        return Settings.groups().stream()
                .flatMap(group -> group.settings().stream())
                .map(setting -> DynamicTest.dynamicTest(setting.path(), () -> {
                    values(setting).forEach((value, json) -> {
                        boolean read = isRead(json);
                        boolean accepted = refusals(json).isEmpty();

                        boolean beyond =
                                READERS_ALONE.contains(setting.path()) || READERS_ALONE.contains(setting.section());
                        if (!beyond || read) {
                            assertThat(accepted).as(json).isEqualTo(read);
                        }
                    });
                }));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "7",
                "{\"training\": 7}",
                "{\"trainning\": {}}",
                "{\"training\": {\"epoch\": 3}}",
                "{\"$schema\": 7}",
                "{\"training\": {\"$schema\": \"x\"}}",
                "{\"tiny\": {\"pretrain_sequence\": 384}}"
            })
    void whatIsNoKeyIsRefusedByBoth(String json) {
        assertThat(isRead(json)).isFalse();
        assertThat(refusals(json)).isNotEmpty();
    }

    @Test
    void aKeyOfAnOlderVersionIsToldWhatTookItsPlace() {
        assertThatThrownBy(
                        () -> ConfigFile.parse("pipeline_config.json", "{\"tiny\": {\n  \"pretrain_sequence\": 384}}"))
                .isInstanceOf(ConfigException.class)
                .hasMessage("pipeline_config.json:2:24: tiny.pretrain_sequence is a key of an older version; "
                        + "remove it: tiny.context_length is the longest document of the pretraining too");
    }

    private List<String> refusals(String json) {
        return schema.validate(json, InputFormat.JSON).stream()
                .map(Object::toString)
                .toList();
    }

    private static boolean isRead(String json) {
        try {
            ConfigFile.parse("pipeline_config.json", json);
            return true;
        } catch (ConfigException e) {
            return false;
        }
    }

    /** Good and bad values at both ends of every range, and of every wrong type, each in a file of its own. */
    private static Map<String, String> values(Setting setting) throws Exception {
        List<String> values = new ArrayList<>(List.of("null", "true", "\"\"", "\" \"", "\"x\"", "{}", "[]", "1.5"));
        values.addAll(List.of("0", "1", "-1", "99999999999999999999", "2.0", "1e15", "[\"x\"]", "[1]"));
        switch (setting.range()) {
            case Setting.Whole whole -> {
                for (long end : new long[] {whole.from(), whole.to()}) {
                    values.addAll(List.of(Long.toString(end), Long.toString(end - 1)));
                    values.add(new BigInteger(Long.toString(end))
                            .add(BigInteger.ONE)
                            .toString());
                }
            }
            case Setting.Real real -> {
                for (double end : new double[] {real.from(), real.to()}) {
                    values.addAll(List.of(
                            Double.toString(end),
                            Double.toString(Math.nextUp(end)),
                            Double.toString(Math.nextDown(end))));
                }
            }
            case Setting.Flag _ -> values.addAll(List.of("false", "\"true\""));
            case Setting.Text _ -> values.addAll(List.of("\"0 0 2 * * ?\"", "\" 0 0 2 * * ? 2026 \"", "\"0 2 * * *\""));
            case Setting.OneOf one ->
                one.choices().forEach(choice -> {
                    values.add("\"" + choice + "\"");
                    values.add("\"" + choice.toUpperCase(Locale.ROOT) + "\"");
                });
            case Setting.SomeOf some -> {
                ArrayNode all = JSON.arrayNode();
                some.choices().forEach(all::add);
                values.add(all.toString());
                values.add(all.deepCopy().add(some.choices().getFirst()).toString());
                values.add("[\"" + some.choices().getLast() + "\"]");
            }
        }
        Map<String, String> out = new TreeMap<>();
        for (String value : values) {
            ObjectNode root = JSON.objectNode();
            root.putObject(setting.section()).putRawValue(setting.key(), new RawValue(value));
            out.put(value, new ObjectMapper().writeValueAsString(root));
        }
        return out;
    }
}
