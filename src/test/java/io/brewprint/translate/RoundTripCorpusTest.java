package io.brewprint.translate;

import static org.assertj.core.api.Assertions.assertThat;

import io.brewprint.blueprint.CanonicalHash;
import io.brewprint.clipboard.Corpus;
import io.brewprint.dsl.Dsl;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class RoundTripCorpusTest {
    @Test
    void text_to_dsl_to_text_to_dsl_gives_the_same_blueprint() throws Exception {
        int files = 0;
        int same = 0;
        var differing = new ArrayList<String>();
        for (Path file : Corpus.texts()) {
            Translation first = new Translator()
                    .translate(Files.readString(file), file.getFileName().toString());
            if (first.document().graphs().stream().anyMatch(graph -> graph.kind() != null)
                    || first.report().nodes().out() == 0) {
                continue;
            }
            files++;
            Generated generated = ClipboardGenerator.generate(first.document());
            String second = generated.text().isEmpty()
                    ? ""
                    : new Translator()
                            .translate(generated.text(), file.getFileName().toString())
                            .dsl();
            if (second.equals(first.dsl())) {
                same++;
            } else {
                boolean graph =
                        Dsl.exactGraph(Dsl.parse(second).document()).labels().size() > 0
                                && CanonicalHash.of(
                                                Dsl.exactGraph(Dsl.parse(second).document()))
                                        .equals(CanonicalHash.of(Dsl.exactGraph(first.document())));
                differing.add(Corpus.name(file)
                        + (graph ? " (order or comments only)" : "")
                        + generated.problems()
                        + difference(first.dsl(), second));
            }
        }
        System.out.println("round trip: " + same + " of " + files + " K2 texts give the identical DSL");
        differing.forEach(System.out::println);
        assertThat(files).isGreaterThan(80);
        assertThat(same).isEqualTo(files);
    }

    private static String difference(String first, String second) {
        var a = first.split("\n");
        var b = second.split("\n");
        var out = new StringBuilder();
        int shown = 0;
        for (int i = 0; i < Math.max(a.length, b.length) && shown < 2; i++) {
            String x = i < a.length ? a[i] : "-";
            String y = i < b.length ? b[i] : "-";
            if (!x.equals(y)) {
                out.append("\n   1 ")
                        .append(x, 0, Math.min(230, x.length()))
                        .append("\n   2 ")
                        .append(y, 0, Math.min(230, y.length()));
                shown++;
            }
        }
        return out.toString();
    }
}
