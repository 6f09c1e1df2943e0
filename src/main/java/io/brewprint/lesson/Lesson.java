package io.brewprint.lesson;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.brewprint.config.Json;
import io.brewprint.config.Where;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

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

    /** The same with every {@code step}-th prompt alone, from the first on. */
    public Lesson oneIn(int step) {
        return new Lesson(
                id,
                name,
                description,
                IntStream.range(0, prompts.size())
                        .filter(i -> i % step == 0)
                        .mapToObj(prompts::get)
                        .toList());
    }

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
        LessonCheck check = LessonCheck.loosely(file);
        if (!check.problems().isEmpty()) {
            LessonCheck.Refused first = check.problems().getFirst();
            throw new LessonFormatException(Where.in(first.file()), first.place() + " " + first.what());
        }
        return check.lesson();
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
