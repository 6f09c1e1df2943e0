package io.brewprint.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.brewprint.config.Home;
import io.brewprint.config.Json;
import io.brewprint.lesson.Lesson;
import io.brewprint.route.Parts;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The real stages with a model so small that a cycle takes seconds. */
final class TinyCycle {
    static final String CONFIG = """
            {"lora":{"r":4,"alpha":8,"dropout":0.0},
             "training":{"epochs":1,"learning_rate":0.005,"batch_size":4,"gradient_accumulation_steps":1,
               "max_seq_length":512,"save_steps":5},
             "synthetic":{"count":120,"things":2,"validation_share":0.1},
             "exam":{"max_new_tokens":40},
             "feedback":{"prompts":6,"answers":2,"siblings":2,"min_new_failures":3},
             "tiny":{"dim":32,"layers":2,"heads":4,"kv_heads":2,"ffn":64,"vocab":512,"pretrain_steps":12,
               "pretrain_batch":4,"context_length":512}}
            """;

    private TinyCycle() {}

    /** A home with a short exam and these example exports. */
    static Home home(Path root, String... exports) throws Exception {
        Home home = new Home(root).create();
        Files.writeString(home.config(), CONFIG);
        Lesson bundled = Lesson.read(Path.of("lessons/holdout/combinations.json"));
        Files.createDirectories(home.lessons().resolve("holdout"));
        Lesson exam = new Lesson(
                "lesson_01",
                "short",
                "",
                bundled.prompts().stream()
                        .filter(prompt -> prompt.expectedDsl().length() < 400)
                        .limit(12)
                        .toList());
        Files.writeString(
                home.lessons().resolve("holdout/lesson_01.json"), exam.json().toString());
        for (String name : exports) {
            Files.copy(Path.of("examples/exports").resolve(name), home.exports().resolve(name));
        }
        return home;
    }

    /** Runs a command on it; what it says with --json. */
    static JsonNode run(Home home, String... command) throws Exception {
        StringWriter out = new StringWriter();
        List<String> all = new ArrayList<>(List.of(command));
        all.addAll(List.of("--json", "--home", home.root().toString()));
        String[] line = all.toArray(String[]::new);
        Brewprint.commandLine(Parts.real(), line)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(new StringWriter()))
                .execute(line);
        return Json.MAPPER.readTree(out.toString());
    }
}
