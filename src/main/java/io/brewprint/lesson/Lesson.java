package io.brewprint.lesson;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.brewprint.config.Json;
import io.brewprint.config.Where;
import java.io.CharConversionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A lesson in the original's JSON: prompts with the answers expected of them. */
public record Lesson(String id, String name, String description, List<Prompt> prompts) {
    /** What stands between a category's family and its pattern. */
    public static final String PATTERN = "#";

    /**
     * One prompt.
     *
     * @param category what prompts of one pattern share: a word, or a family and a pattern, family#pattern
     */
    public record Prompt(String id, String category, String instruction, String expectedDsl) {}

    /** The family of a category: all of it where it names no pattern. */
    public static String family(String category) {
        int pattern = category.indexOf(PATTERN);
        return pattern < 0 ? category : category.substring(0, pattern);
    }

    private static final long MAX_BYTES = 64L << 20;

    /** Copies the list. */
    public Lesson {
        prompts = List.copyOf(prompts);
    }

    /**
     * Reads a lesson file.
     *
     * @throws LessonFormatException if it is no lesson; its message names file, place and fault
     */
    public static Lesson read(Path file) throws IOException {
        String name = String.valueOf(file.getFileName());
        if (Files.size(file) > MAX_BYTES) {
            throw new LessonFormatException(Where.in(name), "larger than " + (MAX_BYTES >> 20) + " MiB");
        }
        try {
            return of(Json.PLAIN.readTree(file.toFile()), name);
        } catch (JsonProcessingException e) {
            throw new LessonFormatException(Where.at(e.getLocation()).orIn(name), e.getOriginalMessage());
        } catch (CharConversionException e) {
            throw new LessonFormatException(Where.in(name), "no valid UTF-8 text: " + e.getMessage());
        }
    }

    /**
     * The lesson that {@code json} is.
     *
     * @param name of its file
     * @throws LessonFormatException as in {@link #read}
     */
    static Lesson of(JsonNode json, String name) {
        List<Prompt> prompts = new ArrayList<>();
        JsonNode list = json.path("prompts");
        if (!list.isArray()) {
            throw new LessonFormatException(Where.in(name), "field \"prompts\" is missing or no list");
        }
        for (int i = 0; i < list.size(); i++) {
            String at = "prompts[" + i + "].";
            prompts.add(new Prompt(
                    text(list.get(i), "id", name, at),
                    list.get(i).path("category").asText("uncategorised"),
                    text(list.get(i), "instruction", name, at),
                    text(list.get(i), "expected_dsl", name, at)));
        }
        String fallback = name.replaceFirst("\\.json$", "");
        return new Lesson(
                json.path("lesson_id").asText(fallback),
                json.path("lesson_name").asText(fallback),
                json.path("description").asText(""),
                prompts);
    }

    private static String text(JsonNode node, String field, String file, String at) {
        String value = node.path(field).asText("");
        if (value.isBlank()) {
            throw new LessonFormatException(Where.in(file), at + field + " is missing or empty");
        }
        return value;
    }

    /** The lesson as JSON in the original's fields. */
    public ObjectNode json() {
        ObjectNode json = Json.PLAIN.createObjectNode();
        json.put("lesson_id", id);
        json.put("lesson_name", name);
        json.put("description", description);
        ArrayNode list = json.putArray("prompts");
        for (Prompt prompt : prompts) {
            list.addObject()
                    .put("id", prompt.id())
                    .put("category", prompt.category())
                    .put("instruction", prompt.instruction())
                    .put("expected_dsl", prompt.expectedDsl());
        }
        return json;
    }
}
