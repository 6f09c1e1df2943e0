package io.brewprint.dsl;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Generated documents: any text wherever the language takes one. */
public final class Documents {
    private Documents() {}

    static Arbitrary<String> text() {
        Arbitrary<String> wild = Arbitraries.strings().all().ofMaxLength(8);
        Arbitrary<String> nasty = Arbitraries.strings()
                .withChars("\"\\,()[]<>=# /:.@-'\n\r\t\u2028\ufeff aZ0_")
                .ofMaxLength(10);
        Arbitrary<String> plain = Arbitraries.of(
                "Then",
                "Execute",
                "n1",
                "(X=1,Y=\"a)b\")",
                "Array<Actor>",
                "Map<Name,Array<Int>>",
                "/Script/Engine.Actor:K2_DestroyActor",
                "-1.5",
                "//x",
                "# no");
        return Arbitraries.oneOf(wild, nasty, plain);
    }

    public static Arbitrary<Document> documents() {
        Arbitrary<Variable> variable =
                Combinators.combine(text(), text(), text().injectNull(0.3)).as(Variable::new);
        Arbitrary<TypePath> type = Combinators.combine(text(), text(), text()).as(TypePath::new);
        return Combinators.combine(
                        text(),
                        text().injectNull(0.3),
                        text().injectNull(0.5),
                        type.list().ofMaxSize(2),
                        variable.list().ofMaxSize(3),
                        graph().list().ofMaxSize(3))
                .as(Document::new);
    }

    private static Arbitrary<Graph> graph() {
        Arbitrary<List<Attribute>> attributes =
                Combinators.combine(text(), text()).as(Attribute::new).list().ofMaxSize(3);
        Arbitrary<List<Node>> nodes = Combinators.combine(Arbitraries.integers().between(0, 9), text(), attributes)
                .as((id, type, list) -> new Node("n" + id, type, list))
                .list()
                .ofMaxSize(5);
        Arbitrary<PinRef> pin = Combinators.combine(
                        Arbitraries.integers().between(0, 9).map(id -> "n" + id), text())
                .as(PinRef::new);
        Arbitrary<Edge> edge = Combinators.combine(Arbitraries.of(Edge.Kind.values()), pin, pin, text().injectNull(0.4))
                .as((kind, from, to, type) -> new Edge(kind, from, to, kind == Edge.Kind.EXEC ? null : type));
        Arbitrary<CommentBox> comment = Combinators.combine(
                        text(), text().list().ofMaxSize(2), attributes)
                .as(CommentBox::new);
        return Combinators.combine(
                        text(),
                        text().injectNull(0.6),
                        nodes,
                        edge.list().ofMaxSize(5),
                        comment.list().ofMaxSize(2))
                .as(Graph::new);
    }

    /** A text of lines that look like the language and are mostly broken. */
    public static Arbitrary<String> brokenTexts() {
        Arbitrary<String> word = Arbitraries.of(
                "BLUEPRINT:",
                "GRAPH:",
                "NODE",
                "EXEC",
                "DATA",
                "VAR",
                "COMMENT",
                "n1",
                "n2",
                ".",
                "->",
                "[",
                "]",
                "(",
                ")",
                "\"",
                "=",
                ",",
                ":",
                " ",
                "5",
                "Then",
                "<",
                ">",
                "\\",
                "\n",
                "\r");
        return Arbitraries.oneOf(
                word.list().ofMaxSize(40).map(words -> String.join(" ", words)),
                word.list().ofMaxSize(40).map(words -> String.join("", words)),
                Arbitraries.strings().all().ofMaxLength(60));
    }

    static List<String> lines(String text) {
        return new ArrayList<>(List.of(text.split("\n")));
    }
}
