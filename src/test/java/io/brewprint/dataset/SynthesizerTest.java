package io.brewprint.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import io.brewprint.dsl.Dsl;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SynthesizerTest {
    @Test
    void the_same_seed_gives_the_same_rows_and_another_seed_others() {
        assertThat(rows(50, 1)).isEqualTo(rows(50, 1)).isNotEqualTo(rows(50, 2));
    }

    @Test
    void every_row_is_valid_no_answer_comes_twice_and_all_families_occur() {
        List<Row> rows = rows(2000, 3);

        assertThat(rows).hasSize(2000);
        assertThat(rows)
                .allSatisfy(
                        r -> assertThat(Dsl.check(r.output())).as(r.output()).isEmpty());
        assertThat(rows)
                .allSatisfy(r ->
                        assertThat(Dsl.print(Dsl.parse(r.output()).document())).isEqualTo(r.output()));
        assertThat(rows.stream().map(Row::output)).doesNotHaveDuplicates();
        assertThat(rows.stream().map(Row::category).distinct().count()).isGreaterThanOrEqualTo(25);
    }

    @Test
    void no_exam_graph_or_wording_occurs_in_training_rows_siblings_or_pretraining_documents() {
        Contamination exam = new Contamination();
        List<Row> asked = new ArrayList<>();
        Synthesizer.exam(64, 9, asked::add);
        asked.forEach(r -> exam.add(r.instruction(), r.output()));
        Set<String> combinations = new HashSet<>();

        List<Row> taught = rows(3000, 42);
        Synthesizer.rows("branch", 50, 4, taught::add);
        long hits = taught.stream().filter(r -> exam.hits(r)).count();

        assertThat(asked).hasSize(64);
        assertThat(asked.stream()
                        .map(r -> Contamination.graphHash(r.output()))
                        .filter(combinations::add)
                        .count())
                .isGreaterThan(55);
        // None of the same graph; those that are nearly the same the builder leaves out.
        assertThat(hits).isLessThan(30);
        Set<String> exact = new HashSet<>();
        asked.forEach(r -> exact.add(Contamination.graphHash(r.output())));
        assertThat(taught).noneMatch(r -> exact.contains(Contamination.graphHash(r.output())));
        Set<String> graphs = new HashSet<>();
        asked.forEach(r -> graphs.add(Contamination.graphHash(r.output())));
        assertThat(Synthesizer.documents(2000, 7))
                .noneSatisfy(d -> assertThat(graphs).contains(Contamination.graphHash(d)));
    }

    @Test
    void exam_questions_and_pretraining_documents_have_no_errors_and_no_warnings() {
        List<Row> asked = new ArrayList<>();
        Synthesizer.exam(300, 11, asked::add);

        assertThat(asked)
                .allSatisfy(
                        r -> assertThat(Dsl.check(r.output())).as(r.output()).isEmpty());
        assertThat(Synthesizer.documents(2000, 5))
                .allSatisfy(d -> assertThat(Dsl.check(d)).as(d).isEmpty());
    }

    @Test
    void siblings_are_of_the_category_asked_for() {
        List<Row> rows = new ArrayList<>();

        int given = Synthesizer.rows("flip_flop", 7, 5, rows::add);

        assertThat(given).isEqualTo(7);
        assertThat(rows).allSatisfy(r -> assertThat(r.output()).contains(": FlipFlop"));
    }

    private static List<Row> rows(int count, long seed) {
        List<Row> rows = new ArrayList<>();
        Synthesizer.rows(count, seed, rows::add);
        return rows;
    }
}
