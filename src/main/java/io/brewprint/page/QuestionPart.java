package io.brewprint.page;

import io.brewprint.blueprint.NodeCatalog;
import io.brewprint.dsl.Document;
import io.brewprint.dsl.Dsl;
import io.brewprint.dsl.GraphDiff;
import io.brewprint.exam.ExamFiles;
import io.brewprint.exam.NodeDifferences;
import io.brewprint.exam.ReplyPair;
import io.brewprint.exam.Score;
import io.brewprint.render.Outline;
import io.brewprint.render.SvgRenderer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One question: the request, the expected graph and both answers side by side, with what differs. */
final class QuestionPart {
    private static final int MOST_LINES = 60;
    /** What is larger is no answer to look at, and slow to lay out. */
    private static final int MOST_NODES = 200;

    private final Html out;
    private final NodeCatalog catalog;
    private final String first;
    private final String second;

    QuestionPart(Html out, NodeCatalog catalog, String first, String second) {
        this.out = out;
        this.catalog = catalog;
        this.first = first;
        this.second = second;
    }

    void write(ReplyPair pair) throws IOException {
        ExamFiles.Answer before = pair.first().whole(catalog);
        ExamFiles.Answer after = pair.second().whole(catalog);
        Document expected = Dsl.parse(after.prompt().expectedDsl()).document();
        out.text("<article><h3>", after.prompt().id(), " <span class=\"soft\">");
        out.text("", pair.second().mark().kind() + ", " + after.prompt().category(), ", ");
        out.raw(pair.second().nodes() + " nodes</span></h3>\n");
        out.text("<p class=\"request\">", after.prompt().instruction(), "</p>\n<div class=\"graphs\">\n");
        NodeDifferences early = NodeDifferences.of(expected, before.score().answer(), catalog);
        NodeDifferences late = NodeDifferences.of(expected, after.score().answer(), catalog);
        out.raw("<figure><figcaption>expected</figcaption>\n");
        picture(expected, missed(outlines(early.expected()), outlines(late.expected())));
        out.raw("</figure>\n");
        answer("first", first, before, expected, early, "");
        answer("second", second, after, expected, late, before.text().equals(after.text()) ? first : "");
        out.raw("</div></article>\n");
    }

    /** @param same who gave the same answer before; empty for nobody */
    private void answer(
            String style,
            String who,
            ExamFiles.Answer answer,
            Document expected,
            NodeDifferences differences,
            String same)
            throws IOException {
        Score score = answer.score();
        out.text("<figure><figcaption><span class=\"" + style + "\">", who, "</span>: ");
        if (score.exact()) {
            out.raw("exact, as expected</figcaption></figure>\n");
            return;
        }
        if (!same.isEmpty()) {
            out.text("the same answer as ", same, "</figcaption></figure>\n");
            return;
        }
        out.raw(String.format(
                Locale.ROOT,
                "graph F1 %.3f, slots %.3f recalled, ",
                score.graphF1(),
                score.slots().total().recall()));
        out.text("", score.valid() ? "valid" : "not valid: " + score.error(), "</figcaption>\n");
        picture(score.answer(), outlines(differences.actual()));
        out.lines(
                GraphDiff.of(Dsl.named(expected, catalog), Dsl.named(score.answer(), catalog))
                        .lines(),
                MOST_LINES);
        out.raw("<details><summary>its text</summary>\n");
        out.lines(answer.text().lines().toList(), MOST_LINES).raw("</details></figure>\n");
    }

    /** What either answer misses, as it is outlined in the expected graph: what has no partner stands out. */
    private static List<Map<String, Outline>> missed(
            List<Map<String, Outline>> first, List<Map<String, Outline>> second) {
        List<Map<String, Outline>> both = new ArrayList<>();
        for (int i = 0; i < first.size(); i++) {
            Map<String, Outline> graph = new HashMap<>(first.get(i));
            second.get(i).forEach((id, outline) -> graph.merge(id, outline, (a, b) -> a == Outline.UNPAIRED ? a : b));
            both.add(graph);
        }
        return both;
    }

    private void picture(Document document, List<Map<String, Outline>> outlines) throws IOException {
        int nodes = document.graphs().stream()
                .mapToInt(graph -> graph.nodes().size())
                .sum();
        if (nodes == 0) {
            out.raw("<p class=\"soft\">no node</p>\n");
        } else if (nodes > MOST_NODES) {
            out.raw("<p class=\"soft\">" + nodes + " nodes: not drawn</p>\n");
        } else {
            out.raw(SvgRenderer.part(document, catalog, outlines));
        }
    }

    private static List<Map<String, Outline>> outlines(List<Map<String, NodeDifferences.Kind>> graphs) {
        return graphs.stream()
                .map(graph -> {
                    Map<String, Outline> outlines = new HashMap<>();
                    graph.forEach((id, kind) -> outlines.put(
                            id, kind == NodeDifferences.Kind.UNPAIRED ? Outline.UNPAIRED : Outline.DIFFERENT));
                    return outlines;
                })
                .toList();
    }
}
