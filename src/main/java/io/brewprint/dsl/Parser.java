package io.brewprint.dsl;

import io.brewprint.dsl.Grammar.Rule;
import io.brewprint.dsl.TextPositions.Spot;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a whole text line by line; a bad line is one problem, and the next line is read as if nothing were. */
public final class Parser {
    /** No document comes near; a larger text is refused whole rather than read in part. */
    public static final int LONGEST_TEXT = 64 << 20;

    private static final Grammar GRAMMAR = Grammar.standard();
    private static final Rule LITERAL = GRAMMAR.rules().stream()
            .filter(rule -> rule.name().equals("DATA") && rule.tolerated())
            .findFirst()
            .orElseThrow();

    private static final String[] KEYWORDS =
            GRAMMAR.rules().stream().map(Rule::keyword).toArray(String[]::new);

    private final Draft draft = new Draft();
    private final String text;
    private final Cursor cursor;
    private final LineReader line;
    private int number;
    private int indent;

    private Parser(String text) {
        this.text = text;
        this.cursor = new Cursor(text, 0);
        this.line = new LineReader(GRAMMAR, cursor);
    }

    static Draft read(String text) {
        var parser = new Parser(text);
        if (text.length() > LONGEST_TEXT) {
            parser.draft.report(
                    ProblemCode.TOO_LARGE,
                    0,
                    0,
                    "the text has " + text.length() + " characters, the limit is " + LONGEST_TEXT,
                    "split it into one document a Blueprint");
        } else {
            parser.lines();
        }
        return parser.draft;
    }

    private void lines() {
        int start = text.startsWith("\ufeff") ? 1 : 0;
        while (start < text.length() && !draft.isFull()) {
            int end = start;
            while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
                end++;
            }
            number++;
            cursor.line(start, end);
            line();
            boolean pair = end + 1 < text.length() && text.charAt(end) == '\r' && text.charAt(end + 1) == '\n';
            start = end + (pair ? 2 : 1);
        }
        for (Draft.OfGraph graph : draft.graphs) {
            LiteralSources.settle(graph, draft);
        }
    }

    private void line() {
        if (cursor.atEnd()) {
            remark(false);
            return;
        }
        indent = cursor.column();
        Rule rule = rule();
        if (rule == null) {
            draft.report(
                    ProblemCode.UNKNOWN_DIRECTIVE,
                    number,
                    indent,
                    "no line begins with " + cursor.here(),
                    "a line begins with one of " + keywords());
            return;
        }
        Draft.OfGraph graph = rule.inside() ? inGraph(rule.name()) : null;
        try {
            if (graph == null) {
                heading(rule);
            } else if (rule.name().equals("NODE")) {
                node(rule, graph);
            } else if (rule.name().equals("EXEC")) {
                line.read(rule.steps(), 1);
                edge(Edge.Kind.EXEC, graph);
            } else if (rule.name().equals("DATA")) {
                data(rule, graph);
            } else {
                line.read(rule.steps(), 1);
                comment(graph);
            }
            remark(true);
        } catch (Cursor.Fault fault) {
            draft.report(ProblemCode.SYNTAX, number, fault.column, fault.text(), fault.hint);
        }
    }

    private void remark(boolean trailing) {
        String remark = cursor.remark();
        if (!remark.isEmpty()) {
            draft.remarks.add(new Draft.Remark(number, trailing, remark));
        }
    }

    private static String keywords() {
        return String.join(
                " ", GRAMMAR.rules().stream().map(Rule::keyword).distinct().toList());
    }

    /** The rule whose keyword the line begins with, that keyword read; null when it begins with none. */
    private @Nullable Rule rule() {
        for (int i = 0; i < KEYWORDS.length; i++) {
            String keyword = KEYWORDS[i];
            Rule rule = GRAMMAR.rules().get(i);
            if (cursor.next(keyword) && (keyword.endsWith(":") || ends(keyword))) {
                cursor.take(keyword);
                return rule;
            }
        }
        return null;
    }

    /** A keyword without a colon ends at a blank, a quote or the end of the line: NODEx is none. */
    private boolean ends(String keyword) {
        int before = cursor.position();
        cursor.take(keyword);
        int after = cursor.position();
        boolean apart = cursor.atEnd() || cursor.position() > after || cursor.next("\"");
        cursor.back(before);
        return apart;
    }

    private void heading(Rule rule) {
        boolean again = switch (rule.name()) {
            case "BLUEPRINT" -> draft.name != null;
            case "PARENT" -> draft.parent != null;
            case "CATEGORY" -> draft.category != null;
            default -> false;
        };
        if (again) {
            draft.report(
                    ProblemCode.REPEATED_HEADING,
                    number,
                    indent,
                    "a second " + rule.name() + " line",
                    "keep one; the first counts");
            return;
        }
        try {
            line.read(rule.steps(), 1);
        } finally {
            keep(rule);
        }
    }

    /** Takes what was read, even of a line with a bad end: one fault shall not make others. */
    private void keep(Rule rule) {
        if (line.size() == 0) {
            return;
        }
        switch (rule.name()) {
            case "BLUEPRINT" -> {
                draft.name = line.text(0);
                draft.heading = new Spot(number, indent, 0);
            }
            case "PARENT" -> draft.parent = line.text(0);
            case "CATEGORY" -> draft.category = line.text(0);
            case "GRAPH" ->
                draft.graphs.add(new Draft.OfGraph(
                        line.text(0), line.size() > 1 ? line.text(1) : null, new Spot(number, indent, line.column(0))));
            case "TYPE" -> {
                if (line.size() > 2) {
                    draft.types.add(new TypePath(line.text(0), line.text(1), line.text(2)));
                    draft.typeSpots.add(new Spot(number, line.column(0), line.column(1)));
                }
            }
            default -> {
                if (line.size() > 1) {
                    draft.variables.add(
                            new Variable(line.text(0), line.text(1), line.size() > 2 ? line.text(2) : null));
                    draft.variableSpots.add(new Spot(number, line.column(0), line.column(1)));
                }
            }
        }
    }

    private Draft.OfGraph inGraph(String what) {
        if (draft.graphs.isEmpty()) {
            draft.report(
                    ProblemCode.OUTSIDE_GRAPH,
                    number,
                    indent,
                    what + " before any GRAPH line",
                    "write GRAPH: EventGraph before the first node");
            // Read on into a graph without a heading, so that the rest is checked as well.
            draft.graphs.add(new Draft.OfGraph("EventGraph", null, new Spot(number, indent, 0)));
        }
        return draft.graphs.getLast();
    }

    private void node(Rule rule, Draft.OfGraph graph) {
        try {
            line.read(rule.steps(), 1);
        } catch (Cursor.Fault fault) {
            // A type of two words leaves one of them over.
            boolean typeOnly = line.size() == 2 && fault.text().startsWith("unexpected");
            throw typeOnly
                    ? cursor.fault(
                            fault.column, fault.text(), "a type with blanks stands in quotes, attributes in brackets")
                    : fault;
        } finally {
            // A node with a bad tail is still a node: its edges shall not be called dangling.
            if (line.size() > 1) {
                graph.nodes.add(new Node(line.text(0), line.text(1), attributes(2)));
                graph.nodeSpots.add(new Spot(number, line.column(0), line.column(1)));
            }
        }
    }

    private List<Attribute> attributes(int first) {
        if (line.size() <= first + 1) {
            return List.of();
        }
        var attributes = new ArrayList<Attribute>((line.size() - first) / 2);
        for (int i = first; i + 1 < line.size(); i += 2) {
            attributes.add(new Attribute(line.text(i), line.text(i + 1)));
        }
        return attributes;
    }

    private void edge(Edge.Kind kind, Draft.OfGraph graph) {
        graph.edges.add(edge(kind));
        graph.edgeSpots.add(new Spot(number, line.column(0), line.column(2)));
    }

    private Edge edge(Edge.Kind kind) {
        return new Edge(
                kind,
                new PinRef(line.text(0), line.text(1)),
                new PinRef(line.text(2), line.text(3)),
                line.size() > 4 ? line.text(4) : null);
    }

    /** A wire, a value where a wire is expected, or a text that may be either: {@code 0.5} is also pin 5 of node 0. */
    private void data(Rule rule, Draft.OfGraph graph) {
        int start = cursor.position();
        Cursor.Fault fault = null;
        Edge wire = null;
        try {
            line.read(rule.steps(), 1);
            wire = edge(Edge.Kind.DATA);
            if (!startsLikeValue(wire.from().node())) {
                edge(Edge.Kind.DATA, graph);
                return;
            }
        } catch (Cursor.Fault thrown) {
            fault = thrown;
        }
        cursor.back(start);
        try {
            line.read(LITERAL.steps(), 1);
            graph.literals.add(new Draft.Literal(
                    new PinRef(line.text(1), line.text(2)),
                    line.text(0),
                    wire,
                    new Spot(number, line.column(0), line.column(1))));
        } catch (Cursor.Fault other) {
            if (wire != null) {
                cursor.back(start);
                line.read(rule.steps(), 1);
                edge(Edge.Kind.DATA, graph);
            } else if (fault != null) {
                throw other.column > fault.column ? other : fault;
            }
        }
    }

    /** Only a node whose id begins with a digit can be taken for a number. */
    private static boolean startsLikeValue(String id) {
        return !id.isEmpty() && id.charAt(0) >= '0' && id.charAt(0) <= '9';
    }

    private void comment(Draft.OfGraph graph) {
        var nodes = new ArrayList<String>();
        int at = 1;
        while (at < line.size() && line.is(at, Grammar.Kind.NAME)) {
            nodes.add(line.text(at++));
        }
        graph.comments.add(new CommentBox(line.text(0), nodes, attributes(at)));
        graph.commentSpots.add(new Spot(number, line.column(0), 0));
    }
}
