package io.brewprint.dsl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LessonCorpusTest {
    @Test
    void every_expected_answer_of_the_lessons_parses() throws Exception {
        String place = System.getenv("BREWPRINT_CORPUS");
        Path lessons = Path.of(place == null ? "../shared/corpus" : place, "lessons");
        assumeTrue(Files.isDirectory(lessons), "no corpus at " + lessons);
        int answers = 0;
        var faults = new TreeMap<String, String>();
        try (var files = Files.newDirectoryStream(lessons, "*.json")) {
            for (Path file : files) {
                for (JsonNode prompt : new ObjectMapper().readTree(file.toFile()).get("prompts")) {
                    String text = prompt.get("expected_dsl").asText();
                    answers++;
                    assertThat(Dsl.parse(text).problems()).allMatch(problem -> problem.severity() == Severity.HINT);
                    String printed = Dsl.print(Dsl.parse(text).document());
                    assertThat(Dsl.print(Dsl.parse(printed).document())).isEqualTo(printed);
                    for (Problem problem : Dsl.check(text)) {
                        if (problem.severity() == Severity.ERROR) {
                            String at = file.getFileName() + " " + prompt.get("id").asText();
                            faults.merge(at, problem.code() + " line " + problem.line() + " " + problem.message(),
                                    (a, b) -> a + "; " + b);
                        }
                    }
                }
            }
        }
        System.out.println(answers + " answers, " + faults.size() + " with faults");
        faults.forEach((at, what) -> System.out.println(at + ": " + what));
        assertThat(answers).isGreaterThan(100);
    }
}
