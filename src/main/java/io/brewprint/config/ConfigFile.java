package io.brewprint.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads {@code pipeline_config.json}, this program's or the original's; a missing file gives the defaults, anything odd
 * in it is refused with its line.
 */
public final class ConfigFile {
    private static final Logger LOG = LoggerFactory.getLogger(ConfigFile.class);
    private static final Set<String> TOLD = ConcurrentHashMap.newKeySet();
    private static final long MAX_BYTES = 1 << 20;
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    private ConfigFile() {}

    /**
     * The checked configuration.
     *
     * @throws ConfigException where a key is unknown or a value is not what it must be
     */
    public static PipelineConfig load(Path file) {
        String name = String.valueOf(file.getFileName());
        Where where = Where.in(name);
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new ConfigException(where, "is larger than 1 MiB; a configuration is not");
            }
            return parse(name, Files.readString(file));
        } catch (NoSuchFileException e) {
            return PipelineConfig.defaults();
        } catch (IOException e) {
            throw new ConfigException(where, "cannot be read (" + e + ")");
        }
    }

    /** Reads the text of a configuration; {@code name} is what messages call it. */
    public static PipelineConfig parse(String name, String text) {
        // A byte order mark is what Notepad leaves behind.
        String json = text.startsWith("\uFEFF") ? text.substring(1) : text;
        try {
            JsonNode tree = JSON.readTree(json);
            Map<String, Where> places = locations(json);
            OriginalConfig original = OriginalConfig.of(name, tree, places).orElse(null);
            if (original == null) {
                return PipelineConfig.read(Section.of(name, tree, places));
            }
            PipelineConfig config = PipelineConfig.read(Section.of(name, original.tree(), original.places()));
            tell(name, original.meaningless());
            return config;
        } catch (JsonProcessingException e) {
            throw new ConfigException(Where.at(e.getLocation()).orIn(name), "is not valid JSON: " + Json.fault(e));
        }
    }

    /** A process reads its file many times, and says so once. */
    private static void tell(String name, List<String> meaningless) {
        String line = name + " is the original program's and is read as such; without a meaning here: "
                + (meaningless.isEmpty() ? "nothing" : String.join(", ", meaningless));
        if (TOLD.add(line)) {
            LOG.warn("{}", line);
        }
    }

    /** The configuration (or a section of it) as JSON with the file's own key names. */
    public static JsonNode toJson(Object section) {
        return JSON.valueToTree(section);
    }

    // Jackson's tree forgets where a value stood, so the text is walked once more for the positions alone.
    private static Map<String, Where> locations(String json) throws JsonProcessingException {
        Map<String, Where> out = new HashMap<>();
        try (JsonParser parser = JSON.createParser(json)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token != JsonToken.FIELD_NAME && !token.isStructEnd()) {
                    var at = parser.currentTokenLocation();
                    String pointer = token.isStructStart()
                            ? String.valueOf(
                                    parser.getParsingContext().getParent() == null
                                            ? ""
                                            : parser.getParsingContext()
                                                    .getParent()
                                                    .pathAsPointer())
                            : parser.getParsingContext().pathAsPointer().toString();
                    out.put(pointer, Where.at(at));
                }
            }
        } catch (JsonProcessingException e) {
            throw e;
        } catch (IOException e) {
            throw new IllegalStateException("reading a string cannot fail", e);
        }
        return out;
    }
}
