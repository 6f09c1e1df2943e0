package io.brewprint.translate;

import static org.assertj.core.api.Assertions.assertThat;

import io.brewprint.blueprint.CatalogLearner;
import io.brewprint.blueprint.NodeCatalog;
import io.brewprint.clipboard.Clip;
import io.brewprint.clipboard.ClipboardException;
import io.brewprint.clipboard.ClipboardParser;
import io.brewprint.clipboard.Corpus;
import io.brewprint.dsl.Dsl;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What was learned from real exports holds for them: they translate back the same and validate, and nothing is new. */
class LearnedCatalogCorpusTest {
    @Test
    void exports_that_a_catalog_was_learned_from_go_there_and_back_by_it() throws Exception {
        Map<String, Clip> clips = new LinkedHashMap<>();
        for (Path file : Corpus.texts()) {
            try {
                clips.put(
                        Corpus.name(file),
                        ClipboardParser.parse(new String(Files.readAllBytes(file), StandardCharsets.UTF_8)));
            } catch (ClipboardException e) {
                continue;
            }
        }
        var learner = new CatalogLearner(NodeCatalog.standard());
        clips.values()
                .forEach(clip -> SeenNodes.of(clip, NodeCatalog.standard()).forEach(learner::observe));

        NodeCatalog learned = NodeCatalog.of(learner.entries());

        var again = new CatalogLearner(learned);
        clips.values().forEach(clip -> SeenNodes.of(clip, learned).forEach(again::observe));
        assertThat(learned.own()).hasSizeGreaterThan(50);
        assertThat(again.entries()).isEmpty();
        clips.forEach((name, clip) -> {
            Translation translation = new Translator(learned).translate(clip, "X.txt");
            String text = ClipboardGenerator.generate(translation.document(), Dsl.places(""), learned)
                    .text();
            assertThat(
                            text.isEmpty()
                                    ? ""
                                    : new Translator(learned)
                                            .translate(text, "X.txt")
                                            .dsl())
                    .as(name)
                    .isIn("", translation.dsl());
            assertThat(Dsl.check(translation.dsl(), learned))
                    .as(name)
                    .noneMatch(problem -> problem.isError() && !problem.isCompile());
        });
    }
}
