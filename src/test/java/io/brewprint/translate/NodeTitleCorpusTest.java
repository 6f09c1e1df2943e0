package io.brewprint.translate;

import static org.assertj.core.api.Assertions.assertThat;

import io.brewprint.clipboard.Corpus;
import io.brewprint.dsl.Node;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NodeTitleCorpusTest {
    @Test
    void titles_are_those_that_unreal_shows() throws Exception {
        Path folder = Corpus.texts().getFirst().getParent().getParent();
        List<String> rows = Files.readAllLines(folder.resolveSibling("titles.tsv"));
        var wrong = new ArrayList<String>();
        for (String row : rows.subList(1, rows.size())) {
            String[] cells = row.split("\t", -1);
            Translation translation = new Translator().translate(Files.readString(folder.resolve(cells[0])), cells[0]);
            Node node = translation.document().graphs().getFirst().nodes().getFirst();
            String title = NodeTitle.of(node);
            if (!title.equals(cells[1])) {
                wrong.add(cells[0] + ": '" + title + "' is not '" + cells[1] + "'");
            }
        }
        int all = rows.size() - 1;
        System.out.println("titles: " + (all - wrong.size()) + " of " + all + " agree");
        wrong.forEach(System.out::println);
        assertThat(wrong).hasSizeLessThanOrEqualTo(all / 20);
    }
}
