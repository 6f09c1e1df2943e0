package io.brewprint.lesson;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.brewprint.blueprint.NodeCatalog;
import io.brewprint.config.Json;
import io.brewprint.config.Where;
import io.brewprint.dsl.Dsl;
import io.brewprint.dsl.Problem;
import java.io.CharConversionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A lesson with the prompts that can be used, and what is wrong with the others: a field that is missing, an id that is
 * there twice, an expected answer that the validator faults.
 *
 * @param lesson without the faulty prompts
 * @param problems each with the prompt's place in the file
 */
public record LessonCheck(Lesson lesson, List<Refused> problems) {
    private static final long MAX_BYTES = 64L << 20;

    /**
     * A prompt that is not used.
     *
     * @param place such as prompts[3].id
     */
    public record Refused(String file, String place, String what) {
        @Override
        public String toString() {
            return file + ": " + place + " " + what;
        }
    }

    /** Copies the list. */
    public LessonCheck {
        problems = List.copyOf(problems);
    }

    /**
     * Reads a lesson file.
     *
     * @param catalog the node types that answers may use
     * @throws LessonFormatException if it is no lesson at all; its message names file, place and fault
     */
    public static LessonCheck read(Path file, NodeCatalog catalog) throws IOException {
        return checked(file, catalog);
    }

    /** The same without a look at the expected answers: whoever builds a dataset of them looks itself. */
    static LessonCheck loosely(Path file) throws IOException {
        return checked(file, null);
    }

    private static LessonCheck checked(Path file, @Nullable NodeCatalog catalog) throws IOException {
        String name = String.valueOf(file.getFileName());
        if (!Files.isRegularFile(file)) { // a pipe would be waited for
            throw new LessonFormatException(Where.in(name), "is no regular file");
        }
        if (Files.size(file) > MAX_BYTES) {
            throw new LessonFormatException(Where.in(name), "larger than " + (MAX_BYTES >> 20) + " MiB");
        }
        try {
            return of(Json.PLAIN.readTree(file.toFile()), name, catalog);
        } catch (JsonProcessingException e) {
            throw new LessonFormatException(Where.at(e.getLocation()).orIn(name), e.getOriginalMessage());
        } catch (CharConversionException e) {
            throw new LessonFormatException(Where.in(name), "no valid UTF-8 text: " + e.getMessage());
        }
    }

    /** The same of what was read already; null for no look at the answers. */
    static LessonCheck of(JsonNode json, String file, @Nullable NodeCatalog catalog) {
        JsonNode list = json.path("prompts");
        if (!list.isArray()) {
            throw new LessonFormatException(Where.in(file), "field \"prompts\" is missing or no list");
        }
        List<Refused> problems = new ArrayList<>();
        List<Lesson.Prompt> good = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < list.size(); i++) {
            JsonNode each = list.get(i);
            String at = "prompts[" + i + "].";
            String missing = missing(each);
            String id = each.path("id").asText("");
            String answer = each.path("expected_dsl").asText("");
            if (!missing.isEmpty()) {
                problems.add(new Refused(file, at + missing, "is missing or empty"));
            } else if (!ids.add(id)) {
                problems.add(new Refused(file, at + "id", "is there twice: " + id));
            } else {
                List<Problem> errors = catalog == null
                        ? List.of()
                        : Dsl.check(answer, catalog).stream()
                                .filter(Problem::isError)
                                .toList();
                if (errors.isEmpty()) {
                    good.add(new Lesson.Prompt(
                            id,
                            each.path("category").asText("uncategorised"),
                            each.path("instruction").asText(""),
                            answer));
                } else {
                    problems.add(new Refused(
                            file,
                            at + "expected_dsl",
                            "of " + id + ": " + errors.getFirst().brief()));
                }
            }
        }
        String fallback = file.replaceFirst("\\.json$", "");
        Lesson lesson = new Lesson(
                json.path("lesson_id").asText(fallback),
                json.path("lesson_name").asText(fallback),
                json.path("description").asText(""),
                good);
        return new LessonCheck(lesson, problems);
    }

    private static String missing(JsonNode prompt) {
        for (String field : List.of("id", "instruction", "expected_dsl")) {
            if (prompt.path(field).asText("").isBlank()) {
                return field;
            }
        }
        return "";
    }
}
