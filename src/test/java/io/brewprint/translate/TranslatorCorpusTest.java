package io.brewprint.translate;

import static org.assertj.core.api.Assertions.assertThat;

import io.brewprint.clipboard.Corpus;
import io.brewprint.dsl.Dsl;
import io.brewprint.dsl.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

class TranslatorCorpusTest {
    @Test
    void nothing_that_can_be_counted_is_lost() throws Exception {
        var translator = new Translator();
        var soft = new SoftAssertions();
        int[] sums = new int[8];
        int k2Files = 0;
        var faults = new TreeMap<String, Integer>();
        for (Path file : Corpus.texts()) {
            String text = Files.readString(file);

            Translation translation =
                    translator.translate(text, file.getFileName().toString());

            Report report = translation.report();
            String name = Corpus.name(file);
            boolean k2 = translation.document().graphs().stream().allMatch(graph -> graph.kind() == null);
            soft.assertThat(report.nodes().isWhole())
                    .as(name + " nodes " + report.nodes())
                    .isTrue();
            soft.assertThat(report.links().isWhole())
                    .as(name + " links " + report.links())
                    .isTrue();
            soft.assertThat(report.comments().isWhole())
                    .as(name + " comments " + report.comments())
                    .isTrue();
            if (k2) {
                k2Files++;
                soft.assertThat(report.defaults().isWhole())
                        .as(name + " defaults " + report.defaults())
                        .isTrue();
                sums[0] += report.nodes().in();
                sums[1] += report.nodes().out();
                sums[2] += report.links().in();
                sums[3] += report.links().out();
                sums[4] += report.defaults().in();
                sums[5] += report.defaults().out();
            } else {
                sums[6] += report.nodes().out();
                sums[7] += report.links().out();
            }
            if (!report.lost().isEmpty()) {
                System.out.println(name + " lost " + report.lost());
            }
            assertThat(Dsl.print(Dsl.parse(translation.dsl()).document())).isEqualTo(translation.dsl());
            assertThat(Dsl.parse(translation.dsl()).problems()).as(name).isEmpty();
            for (Problem problem : Dsl.check(translation.dsl())) {
                // What does not compile as it was copied need not compile here.
                if (problem.isError() && !problem.isCompile()) {
                    faults.merge(name + " " + problem.code() + " " + problem.message(), 1, Integer::sum);
                }
            }
            String out = System.getenv("BREWPRINT_DSL_OUT");
            if (out != null) {
                Files.createDirectories(Path.of(out));
                Files.writeString(Path.of(out, name.replace('/', '_') + ".dsl"), translation.dsl());
            }
        }
        System.out.printf(
                "K2: %d files, nodes %d/%d, links %d/%d, defaults %d/%d; other kinds: nodes %d, links %d%n",
                k2Files, sums[1], sums[0], sums[3], sums[2], sums[5], sums[4], sums[6], sums[7]);
        faults.forEach((what, count) -> System.out.println(count + " x " + what));
        soft.assertAll();
        assertThat(faults).isEmpty();
    }
}
