package io.brewprint.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.brewprint.config.Fault;
import io.brewprint.config.Home;
import io.brewprint.config.Json;
import io.brewprint.config.PipelineConfig;
import io.brewprint.config.Where;
import io.brewprint.ledger.IntakeRow;
import io.brewprint.ledger.Ledger;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Lessons: a file of the right shape is copied into lessons/ as it is. */
public final class LessonIntake implements WatchedFolder.Taker {
    private static final String REMEDY =
            "give {lesson_id, lesson_name, prompts: [{id, category, instruction, expected_dsl}]}";

    private final Home home;
    private final Inbox inbox;

    /** That of a home. */
    public LessonIntake(Home home, PipelineConfig config, Ledger ledger) {
        this.home = home;
        inbox = new Inbox(home, home.lessonInbox(), "lesson", "1", ledger, config);
    }

    /** The watched folder of lessons, and what is done with each. */
    public WatchedFolder folder() {
        return new WatchedFolder(inbox, this);
    }

    @Override
    public Optional<IntakeRow> take(Path file) throws IOException {
        return inbox.take(file, this::read);
    }

    private InboxReader.Product read(String name, byte[] bytes) {
        if (!name.toLowerCase(Locale.ROOT).endsWith(".json")) {
            throw new Fault("foreign", "the file is no .json file", REMEDY);
        }
        String text = InboxText.decode(bytes);
        check(parse(text));
        return new InboxReader.Product(home.lessons(), name, text, null);
    }

    private static JsonNode parse(String text) {
        try {
            return Json.MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new Fault("not_json", Json.fault(e), Where.at(e.getLocation()), "mend the JSON");
        }
    }

    private static void check(JsonNode lesson) {
        text(lesson, "", "lesson_id");
        text(lesson, "", "lesson_name");
        JsonNode prompts = lesson.path("prompts");
        if (!prompts.isArray() || prompts.isEmpty()) {
            throw shape("prompts must be a list with at least one prompt");
        }
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < prompts.size(); i++) {
            String at = "prompts[" + i + "].";
            if (!ids.add(text(prompts.get(i), at, "id"))) {
                throw shape(at + "id \"" + prompts.get(i).path("id").asText() + "\" is there twice");
            }
            text(prompts.get(i), at, "category");
            text(prompts.get(i), at, "instruction");
            text(prompts.get(i), at, "expected_dsl");
        }
    }

    private static String text(JsonNode node, String at, String key) {
        JsonNode value = node.path(key);
        if (!value.isTextual() || value.textValue().isBlank()) {
            throw shape(at + key + " must be a text that is not empty");
        }
        return value.textValue();
    }

    private static Fault shape(String message) {
        return new Fault("shape", message, REMEDY);
    }
}
