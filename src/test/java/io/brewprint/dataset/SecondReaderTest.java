package io.brewprint.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import io.brewprint.dsl.Dsl;
import io.brewprint.lesson.Lesson;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What narrations tell, as somebody else reads them. */
class SecondReaderTest {
    private static final int GRAPHS = 200;

    private static SecondReader reader() throws Exception {
        Map<String, List<String>> words = new HashMap<>();
        try (var in = SecondReaderTest.class.getResourceAsStream("second_reader.tsv")) {
            assertThat(in).isNotNull();
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#") && line.contains("\t"))
                    .map(line -> line.split("\t"))
                    .forEach(line -> words.put(line[0], List.of(line[1].split("\\|"))));
        }
        return new SecondReader(words);
    }

    private static double share(List<SecondReader.Fact> facts) {
        return facts.stream().filter(SecondReader.Fact::told).count() / (double) facts.size();
    }

    @Test
    void nineteen_of_twenty_facts_of_held_out_graphs_are_read_in_their_narrations_and_few_in_those_of_others()
            throws Exception {
        SecondReader reader = reader();
        List<String> documents = Stream.of(
                        Lesson.read(Path.of("lessons/holdout/combinations.json")),
                        Lesson.read(Path.of("lessons/holdout/names.json")))
                .flatMap(lesson -> lesson.prompts().stream())
                .map(Lesson.Prompt::expectedDsl)
                .filter(document -> Dsl.parse(document).document().graphs().size() == 1) // others are told in outline
                .limit(GRAPHS)
                .toList();
        List<String> told = documents.stream()
                .map(document -> Narrator.narrate(Dsl.parse(document).document()))
                .toList();
        List<SecondReader.Fact> own = new ArrayList<>();
        List<SecondReader.Fact> others = new ArrayList<>();
        for (int i = 0; i < GRAPHS; i++) {
            own.addAll(reader.facts(documents.get(i), told.get(i)));
            others.addAll(reader.facts(documents.get(i), told.get((i + 1) % GRAPHS)));
        }

        assertThat(own).hasSizeGreaterThan(2_000);
        assertThat(share(own)).isGreaterThan(0.95);
        for (String kind : List.of("name", "variable", "use", "value", "node")) {
            assertThat(share(own.stream().filter(f -> f.kind().equals(kind)).toList()))
                    .as(kind)
                    .isGreaterThan(0.93);
        }
        assertThat(share(others)).isLessThan(0.4); // or it would read anything into anything
    }

    @Test
    void a_value_that_is_left_out_and_one_that_is_another_are_seen() throws Exception {
        String document = """
                BLUEPRINT: BP_Door
                PARENT: Actor
                VAR Count: Int = 7
                GRAPH: EventGraph
                NODE n1: Event_BeginPlay
                NODE n2: Delay [Duration=2.5]
                NODE n3: PrintString [InString="Well met"]
                EXEC n1.Then -> n2.Execute
                EXEC n2.Completed -> n3.Execute
                """;

        assertThat(missed(
                        document,
                        "Make BP_Door with an integer Count of 7. At the start wait 2.5 seconds and print 'Well met'."))
                .isEmpty();
        assertThat(missed(
                        document,
                        "Make BP_Door with an integer Count of 7. At the start wait 3 seconds and print 'Well met'."))
                .containsExactly("2.5");
        assertThat(missed(
                        document,
                        "Make BP_Gate with an integer Count. At the start wait 2.5 seconds and print 'Well'."))
                .containsExactlyInAnyOrder("BP_Door", "7", "Well met");
    }

    private static List<String> missed(String document, String request) throws Exception {
        return reader().facts(document, request).stream()
                .filter(fact -> !fact.told())
                .map(SecondReader.Fact::what)
                .toList();
    }
}
