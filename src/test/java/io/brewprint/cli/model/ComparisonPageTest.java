package io.brewprint.cli.model;

import static io.brewprint.cli.model.ExaminedHome.chain;
import static org.assertj.core.api.Assertions.assertThat;

import io.brewprint.cli.Called;
import io.brewprint.cli.command.ExitCode;
import io.brewprint.cli.model.ExaminedHome.Question;
import io.brewprint.config.Home;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** {@code compare v1 v2 --html FILE}: the page, read as a browser does. */
class ComparisonPageTest {
    private static final String HOSTILE =
            "\"></p><script>alert(1)</script><img src=\"http://example.com/x\" onerror='x'>&";

    @TempDir
    Path folder;

    private Home home;

    @BeforeEach
    void open() throws Exception {
        home = ExaminedHome.create(folder.resolve("home"));
    }

    @Test
    void every_question_stands_there_once_with_its_graphs_lost_first_and_right_by_both_last() throws Exception {
        List<Question> right = VersionCompareTest.questions().subList(0, 4);
        List<Question> before = new ArrayList<>(right);
        List<Question> after = new ArrayList<>(right);
        before.set(1, right.get(1).answered(chain(6, "other")));
        before.set(2, right.get(2).answered("no idea"));
        after.set(2, right.get(2).answered(chain(7, "c").replace("n4: PrintString", "n4: Delay")));
        after.set(3, right.get(3).answered(chain(5, "d")));
        Document page = page(before, after);

        List<String> requests = new ArrayList<>();
        all(page, "article")
                .forEach(article -> requests.add(all(article, "p").getFirst().getTextContent()));
        assertThat(requests).containsExactly("request 3", "request 2", "request 1", "request 0");
        List<Element> articles = all(page, "article");
        assertThat(articles)
                .extracting(article -> all(article, "figure").size())
                .containsOnly(3);
        assertThat(articles)
                .extracting(article -> all(article, "svg").size())
                .as("what is exact, or no graph at all, is drawn once")
                .containsExactly(2, 2, 2, 1);
        assertThat(marks(articles.get(0)))
                .as("two nodes too many, one value elsewhere")
                .contains("mark unpaired");
        assertThat(marks(articles.get(2))).containsOnly("mark different").hasSize(2);
        assertThat(marks(articles.get(3))).isEmpty();
        assertThat(articles.get(2).getTextContent()).contains("InString", "b is other", "exact, as expected");
        assertThat(((Element) page.getElementsByTagName("details").item(0)).hasAttribute("open"))
                .isTrue();
    }

    @Test
    void figures_stand_in_tables_and_plots_of_every_measure_by_family_and_length() throws Exception {
        List<Question> right = VersionCompareTest.questions();
        List<Question> after = new ArrayList<>(right);
        after.set(5, right.get(5).answered("nothing"));
        Document page = page(right, after);

        String text = page.getDocumentElement().getTextContent();
        assertThat(text).contains("overall, 6 prompts", "combinations, 4 prompts", "lessons, 2 prompts");
        assertThat(text).contains("83.3 % (", "McNemar p 1.000", "v2 and v1 cannot be told apart");
        List<Element> plots = all(page, "svg").stream()
                .filter(svg -> svg.getAttribute("role").equals("img"))
                .toList();
        assertThat(plots)
                .hasSize(14)
                .extracting(plot -> all(plot, "circle").size())
                .containsOnly(4, 6);
        assertThat(text).contains("exact by family", "valid by length", "15 and more (1)", "long (2)");
    }

    @Test
    void nothing_of_what_anybody_wrote_is_taken_for_marks_and_nothing_is_loaded() throws Exception {
        Question question = new Question(
                "lesson_01", HOSTILE + "#x", HOSTILE, chain(3, "a"), chain(3, "\"</svg><script>x</script>\""));
        Document page = page(List.of(question), List.of(question.answered("BLUEPRINT: <script>\n" + HOSTILE)));

        assertThat(all(page, "script")).isEmpty();
        assertThat(all(page, "img")).isEmpty();
        assertThat(all(page, "link")).isEmpty();
        assertThat(all(page, "p")).extracting(Element::getTextContent).contains(HOSTILE);
        List<String> attributes = all(page, "*").stream()
                .flatMap(element -> IntStream.range(0, element.getAttributes().getLength())
                        .mapToObj(i -> element.getAttributes().item(i)))
                .filter(attribute -> !attribute.getNodeName().equals("xmlns"))
                .map(attribute -> attribute.getNodeName() + "=" + attribute.getNodeValue())
                .toList();
        assertThat(attributes).isNotEmpty().noneMatch(each -> each.startsWith("on") || each.contains("http:"));
        assertThat(all(page, "meta"))
                .extracting(meta -> meta.getAttribute("content"))
                .contains("default-src 'none'; style-src 'unsafe-inline'");
    }

    @Test
    void an_exam_has_a_page_too_with_what_is_not_right_first() throws Exception {
        List<Question> right = VersionCompareTest.questions();
        ExaminedHome.examine(
                home, "blueprint-lora-v1", List.of(right.get(0), right.get(1).answered(chain(6, "x"))));
        Path file = folder.resolve("exam.html");
        Path answers;
        try (var files = Files.list(home.exams())) {
            answers = files.filter(each -> each.toString().endsWith(".jsonl"))
                    .findFirst()
                    .orElseThrow();
        }

        Called called = Called.in(
                home.root(),
                "exam",
                "--answers",
                answers.toString(),
                "--answers",
                answers.toString(),
                "--html",
                file.toString());

        assertThat(called.code()).as(called.err()).isEqualTo(ExitCode.DONE);
        Document page =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
        List<Element> articles = all(page, "article");
        assertThat(articles)
                .extracting(article -> all(article, "p").getFirst().getTextContent())
                .containsExactly("request 1", "request 1", "request 0", "request 0");
        assertThat(articles).extracting(article -> all(article, "svg").size()).containsExactly(2, 2, 1, 1);
        assertThat(marks(articles.getFirst())).containsOnly("mark different").hasSize(2);
        assertThat(page.getDocumentElement().getTextContent())
                .contains("2 of 4 answers are exact", "overall, 4 prompts", "greet (4)", "b is x");
    }

    @Test
    void a_page_of_two_graphs_is_refused() throws Exception {
        Path graph = Files.writeString(folder.resolve("a.dsl"), chain(2, "a"));

        Called called = Called.in(
                home.root(),
                "compare",
                graph.toString(),
                graph.toString(),
                "--html",
                folder.resolve("x.html").toString());

        assertThat(called.code()).isEqualTo(ExitCode.USAGE);
        assertThat(called.err().lines()).hasSize(1);
        assertThat(called.err()).contains("--html is for two versions");
        assertThat(Called.in(home.root(), "compare", "v1", "v2", "--html", folder.toString())
                        .err())
                .contains("is a folder")
                .hasLineCount(1);
    }

    private Document page(List<Question> before, List<Question> after) throws Exception {
        ExaminedHome.examine(home, "blueprint-lora-v1", before);
        ExaminedHome.examine(home, "blueprint-lora-v2", after);
        Path file = folder.resolve("new/page.html");
        Called called = Called.in(home.root(), "compare", "v1", "v2", "--html", file.toString());
        assertThat(called.code()).as(called.err()).isEqualTo(ExitCode.DONE);
        assertThat(called.out()).contains("page.html");
        assertThat(file.getParent()).isDirectoryContaining("glob:**page.html").isDirectoryNotContaining("glob:**.tmp");
        // it is XML too: whatever is not escaped, or not closed, is seen here
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
    }

    private static List<String> marks(Element article) {
        return all(article, "rect").stream()
                .map(rect -> rect.getAttribute("class"))
                .filter(style -> style.startsWith("mark"))
                .toList();
    }

    private static List<Element> all(org.w3c.dom.Node of, String tag) {
        NodeList found =
                of instanceof Document page ? page.getElementsByTagName(tag) : ((Element) of).getElementsByTagName(tag);
        return IntStream.range(0, found.getLength())
                .mapToObj(i -> (Element) found.item(i))
                .toList();
    }
}
