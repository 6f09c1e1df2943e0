package io.brewprint.dsl;

import io.brewprint.dsl.Positions.Spot;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a whole text line by line; a bad line is one problem, and the next line is read as if nothing were. */
final class Parser {
    /** No document comes near; a larger text is refused whole rather than read in part. */
    static final int LONGEST_TEXT = 64 << 20;

    private static final List<String> DIRECTIVES =
            List.of("BLUEPRINT:", "PARENT:", "CATEGORY:", "VAR", "GRAPH:", "NODE", "EXEC", "DATA", "COMMENT");

    private final Draft draft = new Draft();
    private int number;
    private int indent;

    static Draft read(String text) {
        var parser = new Parser();
        if (text.length() > LONGEST_TEXT) {
            parser.draft.report(ProblemCode.TOO_LARGE, 0, 0,
                    "the text has " + text.length() + " characters, the limit is " + LONGEST_TEXT,
                    "split it into one document a Blueprint");
        } else {
            parser.lines(text);
        }
        return parser.draft;
    }

    private void lines(String text) {
        int start = text.startsWith("\ufeff") ? 1 : 0;
        while (start < text.length() && !draft.isFull()) {
            int end = start;
            while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
                end++;
            }
            number++;
            line(text.substring(start, end));
            boolean pair = end + 1 < text.length() && text.charAt(end) == '\r' && text.charAt(end + 1) == '\n';
            start = end + (pair ? 2 : 1);
        }
        for (Draft.OfGraph graph : draft.graphs) {
            LiteralSources.settle(graph, draft);
        }
    }

    private void line(String line) {
        var cursor = new Cursor(line, 0);
        if (cursor.atEnd()) {
            remark(cursor, false);
            return;
        }
        indent = cursor.column();
        try {
            directive(cursor);
            remark(cursor, true);
        } catch (Cursor.Fault fault) {
            draft.report(ProblemCode.SYNTAX, number, fault.column, fault.text(), fault.hint);
        }
    }

    private void remark(Cursor cursor, boolean trailing) {
        String text = cursor.remark();
        if (!text.isEmpty()) {
            draft.remarks.add(new Draft.Remark(number, trailing, text));
        }
    }

    private void directive(Cursor cursor) {
        if (cursor.take("BLUEPRINT:")) {
            draft.name = heading(cursor, "BLUEPRINT", draft.name);
            draft.heading = new Spot(number, indent, 0);
        } else if (cursor.take("PARENT:")) {
            draft.parent = heading(cursor, "PARENT", draft.parent);
        } else if (cursor.take("CATEGORY:")) {
            draft.category = heading(cursor, "CATEGORY", draft.category);
        } else if (cursor.take("GRAPH:")) {
            graph(cursor);
        } else if (word(cursor, "VAR")) {
            variable(cursor);
        } else if (word(cursor, "NODE")) {
            node(cursor, inGraph("NODE"));
        } else if (word(cursor, "EXEC")) {
            edge(cursor, Edge.Kind.EXEC, inGraph("EXEC"));
        } else if (word(cursor, "DATA")) {
            edge(cursor, Edge.Kind.DATA, inGraph("DATA"));
        } else if (word(cursor, "COMMENT")) {
            comment(cursor, inGraph("COMMENT"));
        } else {
            draft.report(ProblemCode.UNKNOWN_DIRECTIVE, number, indent, "no line begins with " + cursor.here(),
                    "a line begins with one of " + String.join(" ", DIRECTIVES));
        }
    }

    /** A keyword ends at a blank, a quote or the end of the line: NODEx is none. */
    private static boolean word(Cursor cursor, String word) {
        int before = cursor.position();
        if (!cursor.take(word)) {
            return false;
        }
        int after = cursor.position();
        cursor.skipBlanks();
        if (cursor.position() > after || cursor.atEnd() || cursor.next("\"")) {
            return true;
        }
        cursor.back(before);
        return false;
    }

    private String heading(Cursor cursor, String what, @Nullable String before) {
        if (before != null) {
            draft.report(ProblemCode.REPEATED_HEADING, number, indent, "a second " + what + " line",
                    "keep one; the first counts");
            return before;
        }
        String text = cursor.rest();
        cursor.expectEnd();
        return text;
    }

    private void graph(Cursor cursor) {
        int column = cursor.column();
        cursor.skipBlanks();
        String name = null;
        if (!cursor.next("\"")) {
            name = cursor.upTo(" [");
        }
        if (name == null) {
            name = cursor.rest();
        }
        String kind = null;
        if (cursor.take("[")) {
            kind = cursor.name("the graph's kind");
            cursor.expect("]");
        }
        draft.graphs.add(new Draft.OfGraph(name, kind, new Spot(number, indent, column)));
        cursor.expectEnd();
    }

    private Draft.OfGraph inGraph(String what) {
        if (draft.graphs.isEmpty()) {
            draft.report(ProblemCode.OUTSIDE_GRAPH, number, indent, what + " before any GRAPH line",
                    "write GRAPH: EventGraph before the first node");
            // Read on into a graph without a heading, so that the rest is checked as well.
            draft.graphs.add(new Draft.OfGraph("EventGraph", null, new Spot(number, indent, 0)));
        }
        return draft.graphs.getLast();
    }

    private void variable(Cursor cursor) {
        cursor.skipBlanks();
        int column = cursor.column();
        String name = cursor.name("a variable's name");
        cursor.expect(":");
        cursor.skipBlanks();
        int typeColumn = cursor.column();
        String type = cursor.type();
        String value = cursor.take("=") ? cursor.rest() : null;
        draft.variables.add(new Variable(name, type, value));
        draft.variableSpots.add(new Spot(number, column, typeColumn));
        cursor.expectEnd();
    }

    private void node(Cursor cursor, Draft.OfGraph graph) {
        cursor.skipBlanks();
        int column = cursor.column();
        String id = cursor.name("a node's id");
        cursor.expect(":");
        cursor.skipBlanks();
        int typeColumn = cursor.column();
        String type = cursor.name("a node's type");
        var attributes = new ArrayList<Attribute>();
        try {
            if (!cursor.atEnd() && !cursor.next("[")) {
                throw cursor.fault(cursor.column(), "unexpected " + cursor.here(),
                        "a type with blanks stands in quotes, attributes in brackets");
            }
            attributes(cursor, attributes);
            cursor.expectEnd();
        } finally {
            // A node with a bad tail is still a node: its edges shall not be called dangling.
            graph.nodes.add(new Node(id, type, attributes));
            graph.nodeSpots.add(new Spot(number, column, typeColumn));
        }
    }

    private static void attributes(Cursor cursor, List<Attribute> attributes) {
        if (!cursor.take("[") || cursor.take("]")) {
            return;
        }
        do {
            String key = cursor.key();
            cursor.expect("=");
            attributes.add(new Attribute(key, cursor.value()));
        } while (cursor.take(","));
        cursor.expect("]");
    }

    private void edge(Cursor cursor, Edge.Kind kind, Draft.OfGraph graph) {
        cursor.skipBlanks();
        int fromColumn = cursor.column();
        int start = cursor.position();
        PinRef from = null;
        Cursor.Fault noPin = null;
        try {
            from = pin(cursor);
            if (!cursor.next("->")) {
                throw cursor.fault("expected '->' and found " + cursor.here());
            }
        } catch (Cursor.Fault fault) {
            noPin = fault;
        }
        String literal = null;
        if (kind == Edge.Kind.DATA) {
            int after = cursor.position();
            cursor.back(start);
            literal = LiteralSources.read(cursor);
            if (literal == null) {
                cursor.back(after);
            }
        }
        if (noPin != null && literal == null) {
            throw noPin;
        }
        cursor.expect("->");
        cursor.skipBlanks();
        var spot = new Spot(number, fromColumn, cursor.column());
        PinRef to = pin(cursor);
        String type = null;
        if (kind == Edge.Kind.DATA && cursor.take("[")) {
            type = cursor.type();
            cursor.expect("]");
        }
        Edge edge = from == null || noPin != null ? null : new Edge(kind, from, to, type);
        if (literal != null) {
            graph.literals.add(new Draft.Literal(to, literal, edge, spot));
        } else if (edge != null) {
            graph.edges.add(edge);
            graph.edgeSpots.add(spot);
        }
        cursor.expectEnd();
    }

    private static PinRef pin(Cursor cursor) {
        String node = cursor.name("a node's id");
        cursor.expect(".");
        return new PinRef(node, cursor.name("a pin's name"));
    }

    private void comment(Cursor cursor, Draft.OfGraph graph) {
        cursor.skipBlanks();
        int column = cursor.column();
        if (!cursor.next("\"")) {
            throw cursor.fault(cursor.column(), "expected the comment's text and found " + cursor.here(),
                    "write COMMENT \"text\": n1, n2");
        }
        String text = cursor.rest();
        var nodes = new ArrayList<String>();
        if (cursor.take(":")) {
            do {
                nodes.add(cursor.name("a node's id"));
            } while (cursor.take(","));
        }
        var attributes = new ArrayList<Attribute>();
        attributes(cursor, attributes);
        graph.comments.add(new CommentBox(text, nodes, attributes));
        graph.commentSpots.add(new Spot(number, column, 0));
        cursor.expectEnd();
    }
}
