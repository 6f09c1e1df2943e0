package io.brewprint.dsl;

import io.brewprint.blueprint.LabelledGraph;
import io.brewprint.blueprint.NodeCatalog;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The language's front door: text to document, document to text, and what is wrong with either. */
public final class Dsl {
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

    /** The canonical text with the remarks of the original kept; what cannot be read is left out. */
    public static String format(String text) {
        return Formatter.format(Parser.read(text));
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
        Draft draft = Parser.read(text);
        var problems = new ArrayList<>(draft.problems);
        problems.addAll(new Validator(draft.document(), draft.positions(), draft.name != null, catalog, text).problems());
        problems.sort(Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column));
        return List.copyOf(problems);
    }

    /** Structure and references of a document; lines are those of its canonical text. */
    public static List<Problem> validate(Document document) {
        return check(print(document));
    }

    /** True when no problem is an error. */
    public static boolean isValid(List<Problem> problems) {
        return problems.stream().noneMatch(problem -> problem.severity() == Severity.ERROR);
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
