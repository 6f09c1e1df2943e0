package io.brewprint.dsl;

import io.brewprint.blueprint.LabelledGraph;
import io.brewprint.blueprint.NodeCatalog;
import io.brewprint.dsl.DslStream.Checked;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The language's front door: text to document, document to text, and what is wrong with either. */
public final class Dsl {
    /** Changes when the same text would be valid no more, or become so. */
    public static final String VERSION = "2";

    private Dsl() {}

    /** Reads any text; never throws. Only the form of the lines is checked: see {@link #check}. */
    public static Parsed parse(String text) {
        Draft draft = Parser.read(text);
        return new Parsed(draft.document(), draft.problems);
    }

    /** The canonical text, with a line break at its end; printing what it parses to gives the same text. */
    public static String print(Document document) {
        return Printer.print(document);
    }

    /**
     * The canonical form of a text: one spelling, usual names for types and pins, ids n1, n2 .. by line, exec wires
     * first, the remarks of the original kept. A text with a fault of form comes back as it is, for a line that cannot
     * be read must not be lost.
     */
    public static String format(String text) {
        return format(text, NodeCatalog.standard());
    }

    /** The same with a catalog of one's own. */
    public static String format(String text, NodeCatalog catalog) {
        Draft draft = Parser.read(text);
        return isReadable(draft.problems) ? Formatter.format(draft, catalog) : text;
    }

    /** A document in canonical form; see {@link #format(String)}. */
    public static Document canonical(Document document, NodeCatalog catalog) {
        return new Canonical(catalog).of(document);
    }

    /**
     * The text with every problem put right for which only one cure is thinkable: other spellings, names in other case
     * or with one slip, wires written twice, EXEC for DATA. Ids and order stay; a text with a fault of form comes back
     * as it is.
     */
    public static String fix(String text) {
        return fix(text, NodeCatalog.standard());
    }

    /** The same with a catalog of one's own. */
    public static String fix(String text, NodeCatalog catalog) {
        return fixed(text, catalog).text();
    }

    /** The same, telling each line that was put right; lines that needed nothing stay as they are, remarks too. */
    public static Fixed fixed(String text, NodeCatalog catalog) {
        Draft draft = Parser.read(text);
        return isReadable(draft.problems) ? LineFixes.of(text, draft, catalog) : new Fixed(text, List.of());
    }

    /** A document with the usual names for types and pins; ids and order stay. */
    public static Document named(Document document, NodeCatalog catalog) {
        return new Canonical(catalog).named(document);
    }

    private static boolean isReadable(List<Problem> problems) {
        return problems.stream().noneMatch(Problem::isError);
    }

    /** Where the parts of a text's document stand. */
    public static Places places(String text) {
        return new Places(Parser.read(text).positions());
    }

    /** Everything wrong with a text: form, structure and references, by line. */
    public static List<Problem> check(String text) {
        return check(text, NodeCatalog.standard());
    }

    /** The same with a catalog of one's own. */
    public static List<Problem> check(String text, NodeCatalog catalog) {
        return checked(text, catalog).problems();
    }

    /** Document and problems in one pass. */
    public static Checked checked(String text, NodeCatalog catalog) {
        Draft draft = Parser.read(text);
        Document document = draft.document();
        var problems = new ArrayList<>(draft.problems);
        problems.addAll(new Validator(document, draft.positions(), draft.name != null, catalog, text).problems());
        problems.sort(Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column));
        return new Checked(document, problems);
    }

    /** The same for any bytes; those that are no UTF-8 are a problem with a place, and the rest is checked. */
    public static Checked checkBytes(byte[] bytes, NodeCatalog catalog) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        Checked checked = checked(text, catalog);
        // Bytes that are no UTF-8 were read as this mark; a text without it has none.
        Problem malformed = text.indexOf('\ufffd') < 0 ? null : Utf8.firstFault(bytes);
        if (malformed == null) {
            return checked;
        }
        var problems = new ArrayList<Problem>();
        problems.add(malformed);
        problems.addAll(checked.problems());
        problems.sort(Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column));
        return new Checked(checked.document(), problems);
    }

    /** Structure and references of a document; lines are those of its canonical text. */
    public static List<Problem> validate(Document document) {
        return check(print(document));
    }

    /** Document and problems in one pass, by the catalog that comes with the program. */
    public static Checked checked(String text) {
        return checked(text, NodeCatalog.standard());
    }

    /** True when no problem is an error. */
    public static boolean isValid(List<Problem> problems) {
        return problems.stream().noneMatch(Problem::isError);
    }

    /** True when the text is a graph that can be read: no error, or only such as Unreal would find in it. */
    public static boolean isGraph(List<Problem> problems) {
        return problems.stream()
                .noneMatch(problem -> problem.isError()
                        && !ProblemCode.of(problem.code())
                                .map(ProblemCode::isOfUnreal)
                                .orElse(false));
    }

    /** Node types and typed edges, for comparison: ids, names and attributes are left out. */
    public static LabelledGraph graph(Document document) {
        return Labels.of(document, false);
    }

    /** The whole content but for ids and order: variables and attributes are in the labels. */
    public static LabelledGraph exactGraph(Document document) {
        return Labels.of(document, true);
    }
}
