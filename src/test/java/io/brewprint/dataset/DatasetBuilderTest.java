package io.brewprint.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brewprint.blueprint.NodeCatalog;
import io.brewprint.config.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetBuilderTest {
    private static final String HELLO = "BLUEPRINT: BP_A\nPARENT: Actor\nGRAPH: EventGraph\nNODE n1: Event_BeginPlay\n"
            + "NODE n2: PrintString [InString=Hi]\nEXEC n1.Then -> n2.Execute\n";

    @TempDir
    Path folder;

    @Test
    void duplicates_exam_questions_and_faulty_answers_are_left_out_and_counted() throws Exception {
        String asked = HELLO.replace("PrintString [InString=Hi]", "DestroyActor");
        Contamination exams = new Contamination();
        exams.add("Destroy it, please!", asked);
        Rows rows = new Rows(
                "mixed",
                List.of(
                        row("say hi", HELLO),
                        row("say hi", HELLO),
                        row("greet", HELLO),
                        row("another wording of an exam's graph", asked.replace("BP_A", "BP_B")),
                        row("destroy it please", HELLO),
                        row(
                                "broken",
                                "BLUEPRINT: BP_X\nGRAPH: EventGraph\nNODE n1: Branch\nEXEC n1.True -> n9.Execute\n")));

        DatasetManifest manifest = build(exams, 0, rows);

        assertThat(manifest.sources()).containsEntry("mixed", new DatasetManifest.SourceCounts(2, 1, 2, 1));
        assertThat(manifest.rejects().getFirst()).contains("n9");
        assertThat(read("train.jsonl")).extracting(Row::instruction).containsExactly("say hi", "greet");
    }

    @Test
    void a_graph_is_never_on_both_sides_of_the_split() throws Exception {
        List<Row> all = new ArrayList<>();
        ComposedRows.small(600, 1, all::add);

        DatasetManifest manifest = build(new Contamination(), 0.2, new Rows("synthetic", all));

        Set<String> train = graphs(read("train.jsonl"));
        Set<String> validation = graphs(read("validation.jsonl"));
        assertThat(validation).isNotEmpty().doesNotContainAnyElementsOf(train);
        assertThat(manifest.validation()).isBetween(60, 180);
    }

    @Test
    void half_a_character_in_a_row_ends_nothing() throws Exception {
        build(new Contamination(), 0, new Rows("a", List.of(row("say \ud83d", HELLO))));

        assertThat(read("train.jsonl")).extracting(Row::instruction).containsExactly("say ?");
    }

    @Test
    void the_data_hash_depends_on_the_rows_alone() throws Exception {
        DatasetManifest first = build(new Contamination(), 0, new Rows("a", List.of(row("say hi", HELLO))));
        DatasetManifest again = build(new Contamination(), 0, new Rows("a", List.of(row("say hi", HELLO))));
        DatasetManifest other = build(new Contamination(), 0, new Rows("a", List.of(row("say ho", HELLO))));

        assertThat(again.dataHash()).isEqualTo(first.dataHash());
        assertThat(other.dataHash()).isNotEqualTo(first.dataHash());
    }

    @Test
    void one_bad_line_in_a_thousand_is_told_and_more_than_one_in_a_hundred_refused() throws Exception {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 999; i++) {
            text.append("{\"instruction\":\"a\",\"output\":\"b\"}\n");
        }
        Path file = folder.resolve("rows.jsonl");
        Files.writeString(file, text + "{\"instruction\":\"a\"}\n");
        List<String> told = new ArrayList<>();

        assertThat(JsonLines.readAll(file, told::add)).hasSize(999);
        assertThat(told).containsExactly("rows.jsonl:1000: field \"output\" is missing or no text");

        Files.writeString(file, "{\"instruction\":\"a\",\"output\":\"b\"}\nnot json\n");
        assertThatThrownBy(() -> JsonLines.readAll(file, told::add))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("rows.jsonl:2:1: 1 of 2 lines")
                .hasMessageContaining("the first: Unrecognized token 'not'");
    }

    private record Rows(String name, List<Row> rows) implements RowSource {
        @Override
        public void forEach(Consumer<Row> sink) {
            rows.forEach(sink);
        }
    }

    private static Row row(String instruction, String output) {
        return new Row(instruction, "", output, "test", "test");
    }

    private DatasetManifest build(Contamination exams, double share, RowSource source) throws IOException {
        return new DatasetBuilder(exams, share, NodeCatalog.standard())
                .build(
                        List.of(source),
                        folder.resolve("train.jsonl"),
                        folder.resolve("validation.jsonl"),
                        folder.resolve("manifest.json"));
    }

    private List<Row> read(String name) throws IOException {
        return JsonLines.readAll(folder.resolve(name), bad -> {
            throw new AssertionError(bad);
        });
    }

    private static Set<String> graphs(List<Row> rows) {
        return rows.stream().map(r -> Contamination.graphHash(r.output())).collect(Collectors.toSet());
    }
}
