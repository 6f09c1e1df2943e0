package io.brewprint.complete;

import io.brewprint.blueprint.Alias;
import io.brewprint.blueprint.NodeCatalog;
import io.brewprint.blueprint.NodeType;
import io.brewprint.dsl.Grammar;
import io.brewprint.dsl.Grammar.Rule;
import io.brewprint.dsl.Parser;
import io.brewprint.dsl.ProblemCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The reference page {@code docs/dsl.md}, written from the grammar, the problem codes and the catalog. */
public final class GrammarPage {
    private GrammarPage() {}

    /** The page as Markdown, with a line break at its end. */
    public static String text() {
        var out = new StringBuilder();
        out.append("""
                # The DSL

                This page is written from the grammar, the problem codes and the catalog that the program itself uses; a
                test fails when it is out of date and says how to write it anew.

                ## Lines

                One statement a line. Blank lines and comments (`#` or `//` after a blank, to the end of the line) say
                nothing; blanks between tokens are free. Lines end in LF, CR or both; the text is UTF-8, at most %d MiB.

                | form | says | example |
                |---|---|---|
                """.formatted(Parser.LONGEST_TEXT >> 20));
        for (Rule rule : Grammar.standard().rules()) {
            out.append("| `")
                    .append(form(rule.form()))
                    .append("` | ")
                    .append(rule.meaning())
                    .append(marks(rule))
                    .append(" | `")
                    .append(rule.example())
                    .append("` |\n");
        }
        out.append("""

                In a form `<name>` is a token, `[? .. ?]` may be left out, `[* .. ?]` may be repeated.

                | token | written |
                |---|---|
                """);
        Grammar.standard()
                .kinds()
                .forEach((kind, text) -> out.append("| ")
                        .append(kind)
                        .append(" | ")
                        .append(text.replace("|", "\\|"))
                        .append(" |\n"));
        attributes(out);
        out.append(NodesPart.text());
        problems(out);
        catalog(out);
        return out.toString();
    }

    private static void attributes(StringBuilder out) {
        out.append("""

                ## Attributes that are no pins

                Written only where the rest does not tell; a node of the catalog needs none of them.

                | attribute | says | example |
                |---|---|---|
                """);
        for (Grammar.NodeAttribute attribute : Grammar.standard().attributes()) {
            out.append("| `")
                    .append(attribute.names().replace(", ", "`, `"))
                    .append("` | ")
                    .append(attribute.meaning())
                    .append(" | `")
                    .append(attribute.example())
                    .append("` |\n");
        }
    }

    private static String form(String form) {
        return form.replace("{?", "[?").replace("{*", "[*").replace("}", "?]").replace("|", "\\|");
    }

    private static String marks(Rule rule) {
        return (rule.once() ? "; once" : "")
                + (rule.inside() ? "; below a GRAPH line" : "")
                + (rule.tolerated() ? "; tolerated, and rewritten by `format`" : "");
    }

    private static void problems(StringBuilder out) {
        out.append("\n## Problems\n\n| code | severity | what |\n|---|---|---|\n");
        for (ProblemCode code : ProblemCode.values()) {
            out.append("| ")
                    .append(code.code())
                    .append(" | ")
                    .append(code.severity().name().toLowerCase(Locale.ROOT))
                    .append(" | ")
                    .append(code.name().toLowerCase(Locale.ROOT).replace('_', ' '))
                    .append(" |\n");
        }
    }

    private static void catalog(StringBuilder out) {
        NodeCatalog catalog = NodeCatalog.standard();
        Map<String, List<String>> shelves = new TreeMap<>();
        for (NodeType type : catalog.types()) {
            shelves.computeIfAbsent(catalog.category(type), key -> new ArrayList<>())
                    .add("`" + type.name() + "`");
        }
        out.append("\n## Node types\n\n")
                .append(catalog.types().size())
                .append(
                        " types; beside them `CastToX` for any "
                                + "class X, `Event_X` for any event, and every function, macro or event that a node names itself with "
                                + "`@Function`, `@Macro`, `@Event` or `@Class`. A home folder's `catalog/*.json` adds more.\n\n");
        shelves.forEach((shelf, types) -> out.append("**")
                .append(shelf)
                .append("** ")
                .append(String.join(", ", types))
                .append("\n\n"));
        out.append("""
                ## Other spellings

                Read with a hint, and rewritten by `format`.

                | written | read as | pins |
                |---|---|---|
                """);
        for (Map.Entry<String, Alias> entry : new TreeMap<>(catalog.aliases()).entrySet()) {
            Alias alias = entry.getValue();
            var pins = new ArrayList<String>();
            new TreeMap<>(alias.pins()).forEach((from, to) -> pins.add("`" + from + "` as `" + to + "`"));
            out.append("| `")
                    .append(entry.getKey())
                    .append("` | `")
                    .append(alias.type())
                    .append("` | ")
                    .append(String.join(", ", pins))
                    .append(" |\n");
        }
    }
}
