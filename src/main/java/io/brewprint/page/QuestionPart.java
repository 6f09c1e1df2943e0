package io.brewprint.page;

import io.brewprint.blueprint.NodeCatalog;
import io.brewprint.dsl.Document;
import io.brewprint.dsl.Dsl;
import io.brewprint.dsl.GraphDiff;
import io.brewprint.exam.ExamFiles;
import io.brewprint.exam.NodeDifferences;
import io.brewprint.exam.Reply;
import io.brewprint.exam.Score;
import io.brewprint.lesson.Lesson;
import io.brewprint.render.Outline;
import io.brewprint.render.SvgRenderer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One question: the request, the expected graph and the answers side by side, with what differs. */
final class QuestionPart {
    private static final int MOST_LINES = 60;
    /** What is larger is no answer to look at, and slow to lay out. */
    private static final int MOST_NODES = 200;

    private final Html out;
    private final NodeCatalog catalog;
    private final List<String> who;

    /** @param who one who was examined, or two */
    QuestionPart(Html out, NodeCatalog catalog, String... who) {
        this.out = out;
        this.catalog = catalog;
        this.who = List.of(who);
    }

    /** What outlines and lines mean. */
    void legend() throws IOException {
        out.raw("<h2>Questions</h2><p>Outlined in answers, and in the expected graph for what an answer misses: "
                + "<svg width=\"34\" height=\"18\"><rect class=\"mark unpaired\" x=\"3\" y=\"3\" width=\"28\" "
                + "height=\"12\"/></svg> a node of a type that the other has no partner for; "
                + "<svg width=\"34\" height=\"18\"><rect class=\"mark different\" x=\"3\" y=\"3\" width=\"28\" "
                + "height=\"12\"/></svg> a node with other names or values. Lines below: <code>-</code> is missing, "
                + "<code>+</code> is too much, <code>~</code> differs; wires stand there alone.</p>\n");
    }

    /** @param replies to one prompt, of each of them */
    void write(Reply... replies) throws IOException {
        List<ExamFiles.Answer> answers = new ArrayList<>();
        for (Reply reply : replies) {
            answers.add(reply.whole(catalog));
        }
        Reply last = replies[replies.length - 1];
        Lesson.Prompt prompt = answers.getLast().prompt();
        Document expected = Dsl.parse(prompt.expectedDsl()).document();
        List<NodeDifferences> differences = answers.stream()
                .map(answer -> NodeDifferences.of(expected, answer.score().answer(), catalog))
                .toList();
        out.text("<article><h3>", prompt.id(), " <span class=\"soft\">");
        out.text("", last.mark().kind() + ", " + prompt.category(), ", ");
        out.raw(last.nodes() + " nodes</span></h3>\n");
        out.text("<p class=\"request\">", prompt.instruction(), "</p>\n<div class=\"graphs\">\n");
        out.raw("<figure><figcaption>expected</figcaption>\n");
        picture(
                expected,
                missed(
                        outlines(differences.getFirst().expected()),
                        outlines(differences.getLast().expected())));
        out.raw("</figure>\n");
        for (int i = 0; i < answers.size(); i++) {
            boolean said =
                    i > 0 && answers.get(i).text().equals(answers.getFirst().text());
            String style = i == answers.size() - 1 ? "second" : "first";
            answer(style, who.get(i), answers.get(i), expected, differences.get(i), said ? who.getFirst() : "");
        }
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
