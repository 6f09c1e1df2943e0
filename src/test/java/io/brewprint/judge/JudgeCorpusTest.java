package io.brewprint.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.brewprint.blueprint.NodeCatalog;
import io.brewprint.clipboard.Corpus;
import io.brewprint.dsl.Dsl;
import io.brewprint.translate.ClipboardGenerator;
import io.brewprint.translate.Generated;
import io.brewprint.translate.Translation;
import io.brewprint.translate.Translator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the judge finds on real texts. {@code -Dbrewprint.judge.folder=DIR} judges other texts. */
@Tag("slow")
class JudgeCorpusTest {
    private final Map<String, Kept> sums = new TreeMap<>();
    private final Map<String, List<String>> kinds = new TreeMap<>();
    private int same;
    private int refused;
    private int judged;

    @Test
    void real_texts_come_back_as_the_judge_counts_them() throws Exception {
        String folder = System.getProperty("brewprint.judge.folder", "");
        List<Path> texts = folder.isEmpty() ? Corpus.texts() : texts(Path.of(folder));
        for (Path file : texts) {
            judge(file);
        }
        System.out.println(
                "judge: " + judged + " texts judged, " + same + " the same, " + refused + " refused by the validator");
        sums.forEach((what, kept) -> System.out.println("judge: " + what + " " + kept));
        kinds.entrySet().stream()
                .sorted(Comparator.comparing(kind -> -kind.getValue().size()))
                .forEach(kind -> System.out.println("judge: " + kind.getValue().size() + " " + kind.getKey()
                        + "   e.g. " + kind.getValue().getFirst()));
        assertThat(judged).isPositive();
        if (folder.isEmpty()) {
            // What comes back today: it may only become more.
            assertThat(refused).isZero();
            assertThat(same).isGreaterThanOrEqualTo(84);
            assertThat(sums.get("nodes")).matches(Kept::isWhole);
            assertThat(sums.get("links")).matches(Kept::isWhole);
            atLeast("classes", 792);
            atLeast("pin types", 1338);
            atLeast("pin flags", 1342);
            atLeast("properties", 1144);
            atLeast("values", 104);
            atLeast("split pins", 32);
        }
    }

    private void atLeast(String what, int kept) {
        assertThat(sums.getOrDefault(what, new Kept(0, 0)).kept()).as(what).isGreaterThanOrEqualTo(kept);
    }

    private static List<Path> texts(Path folder) throws Exception {
        try (var files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".txt"))
                    .sorted()
                    .toList();
        }
    }

    private void judge(Path file) throws Exception {
        String text = Files.readString(file);
        Translation translation = new Translator().translate(text, String.valueOf(file.getFileName()));
        boolean blueprint = translation.document().graphs().stream().allMatch(graph -> graph.kind() == null);
        if (!blueprint || translation.report().nodes().in() == 0) {
            return;
        }
        judged++;
        refused += (int) Dsl.check(translation.dsl(), NodeCatalog.standard()).stream()
                .filter(problem -> problem.isError() && !problem.isCompile())
                .peek(problem -> note("REFUSED", Corpus.name(file) + " " + problem.message()))
                .limit(1)
                .count();
        Generated generated = ClipboardGenerator.generate(translation.document());
        generated.problems().forEach(problem -> note("NOT WRITTEN", Corpus.name(file) + " " + problem.message()));
        if (generated.text().isEmpty()) {
            return;
        }
        Verdict verdict = new Judge(JudgeLimits.STANDARD).compare(text, generated.text());
        same += verdict.isSame() ? 1 : 0;
        add("nodes", verdict.nodes());
        add("classes", verdict.classes());
        add("properties", verdict.properties());
        add("pin types", verdict.types());
        add("pin flags", verdict.flags());
        add("values", verdict.values());
        add("split pins", verdict.splits());
        add("links", verdict.links());
        for (Difference difference : verdict.differences()) {
            String place = difference.what().name().startsWith("PROPERTY")
                    ? " " + difference.place().replaceAll("\\(\\d+\\)", "()")
                    : "";
            note(difference.what() + place, Corpus.name(file) + " " + difference.text());
        }
    }

    private void add(String what, Kept kept) {
        sums.merge(what, kept, Kept::plus);
    }

    private void note(String kind, String example) {
        kinds.computeIfAbsent(kind, key -> new ArrayList<>()).add(example);
    }
}
