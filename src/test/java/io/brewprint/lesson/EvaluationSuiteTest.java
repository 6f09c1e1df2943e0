package io.brewprint.lesson;

import static org.assertj.core.api.Assertions.assertThat;

import io.brewprint.blueprint.NodeCatalog;
import io.brewprint.dataset.ComposedRows;
import io.brewprint.dataset.Contamination;
import io.brewprint.dataset.DatasetBuilder;
import io.brewprint.dataset.DatasetManifest;
import io.brewprint.dataset.Exports;
import io.brewprint.dataset.JsonLines;
import io.brewprint.dataset.Row;
import io.brewprint.dataset.RowSource;
import io.brewprint.dsl.Dsl;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluationSuiteTest {
    @TempDir
    Path folder;

    @Test
    void eleven_tests_stand_in_four_tiers_and_every_expected_answer_is_valid_and_in_canonical_form() {
        List<EvaluationSuite.Test> tests = EvaluationSuite.tests();

        assertThat(tests).hasSize(11).extracting(EvaluationSuite.Test::id).doesNotHaveDuplicates();
        assertThat(tests.stream().map(t -> t.prompt().instruction())).doesNotHaveDuplicates();
        assertThat(List.of(1, 2, 3, 4))
                .map(tier -> tests.stream().filter(t -> t.tier() == tier).count())
                .containsExactly(3L, 3L, 3L, 2L);
        assertThat(tests).allSatisfy(t -> {
            assertThat(Dsl.check(t.prompt().expectedDsl())).as(t.id()).isEmpty();
            assertThat(Dsl.print(Dsl.parse(t.prompt().expectedDsl()).document()))
                    .isEqualTo(t.prompt().expectedDsl());
            assertThat(t.id()).startsWith("T" + t.tier() + "_");
        });
        assertThat(tests).extracting(EvaluationSuite.Test::id).containsAll(EvaluationSuite.QUICK);
        // the third test is the first in other words
        assertThat(tests.stream()
                        .map(t -> Contamination.graphHash(t.prompt().expectedDsl()))
                        .distinct())
                .hasSize(10);
        assertThat(EvaluationSuite.tier(1, EvaluationSuite.QUICK).prompts()).hasSize(1);
    }

    @Test
    void of_the_demos_training_data_the_suite_keeps_out_one_example_and_few_composed_rows() throws Exception {
        Contamination lessons = new Contamination();
        new LessonFiles(Path.of("lessons"))
                .exams()
                .forEach(lesson -> lesson.prompts().forEach(p -> LessonFiles.guard(lessons, lesson.id(), p)));
        List<RowSource> sources = List.of(
                new ComposedRows(42, 1500, 8, family -> true, Set.of("ui", "timer", "physics")),
                new Exports(Path.of("src/test/resources/examples"), folder));

        DatasetManifest before = build("before", lessons, sources);
        DatasetManifest after = build("after", new LessonFiles(Path.of("lessons")).contamination(), sources);

        assertThat(after.sources().get("synthetic").examOverlap())
                .isBetween(
                        before.sources().get("synthetic").examOverlap(),
                        before.sources().get("synthetic").examOverlap() + 15);
        // hello_world is the suite's first task.
        assertThat(after.sources().get("exports").examOverlap())
                .isEqualTo(before.sources().get("exports").examOverlap() + 1);
        assertThat(after.train()).isGreaterThan(1300);
        Contamination suite = suite();
        assertThat(rows("after", "train.jsonl")).noneMatch(suite::hits);
        assertThat(rows("after", "validation.jsonl")).noneMatch(suite::hits);
    }

    @Test
    void an_answer_of_the_suite_is_left_out_whatever_its_names_values_and_wording_are() throws Exception {
        EvaluationSuite.Test test = EvaluationSuite.tests().get(2);
        String other = test.prompt()
                .expectedDsl()
                .replace("BP_GameOver", "BP_Other")
                .replace("Game Over", "Lost")
                .replaceAll("\\bn(\\d)", "node$1");
        RowSource planted = source("lessons", sink -> {
            sink.accept(new Row("something else", "", other, "lesson:x:1", "c"));
            sink.accept(new Row(
                    test.prompt().instruction().toUpperCase(java.util.Locale.ROOT),
                    "",
                    "BLUEPRINT: A\nPARENT: Actor\nGRAPH: EventGraph\nNODE n1: Event_Tick\n",
                    "lesson:x:2",
                    "c"));
        });

        DatasetManifest manifest =
                build("planted", new LessonFiles(folder.resolve("none")).contamination(), List.of(planted));

        assertThat(manifest.sources().get("lessons").examOverlap()).isEqualTo(2);
        assertThat(manifest.train() + manifest.validation()).isZero();
    }

    private static Contamination suite() {
        Contamination suite = new Contamination();
        EvaluationSuite.tests()
                .forEach(t -> suite.add(t.prompt().instruction(), t.prompt().expectedDsl()));
        return suite;
    }

    private DatasetManifest build(String name, Contamination exams, List<RowSource> sources) throws Exception {
        Path at = folder.resolve(name);
        return new DatasetBuilder(exams, 0.05, NodeCatalog.standard())
                .build(sources, at.resolve("train.jsonl"), at.resolve("validation.jsonl"), at.resolve("manifest.json"));
    }

    private List<Row> rows(String name, String file) throws Exception {
        return JsonLines.readAll(folder.resolve(name).resolve(file), bad -> {
            throw new AssertionError(bad);
        });
    }

    private static RowSource source(String name, Consumer<Consumer<Row>> rows) {
        return new RowSource() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public void forEach(Consumer<Row> sink) {
                rows.accept(sink);
            }
        };
    }
}
