package io.brewprint.complete;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A document as far as its whole lines are written, and the lines that may follow. Never changes.
 *
 * @param shelf the node types
 * @param seen headings that may not be written again
 * @param variables their types by name
 * @param titles names of the graphs
 * @param wiring the graph that lines are added to; null before the first
 * @param lines lines written, other than wires
 */
record Scope(
        AllowedTypes shelf,
        Set<String> seen,
        Map<String, String> variables,
        Set<String> titles,
        @Nullable PartialGraph wiring,
        int lines) {
    /** No answer comes near: beyond it only the end is offered, so that memory is bounded. */
    private static final int MOST_LINES = 4_096;

    static Scope empty(AllowedTypes shelf) {
        return new Scope(shelf, Set.of(), Map.of(), Set.of(), null, 0);
    }

    /** The step before the first byte. */
    LinePosition first() {
        return LinePosition.mark(
                "BLUEPRINT: ",
                (mark, b) -> Names.rest(
                        Lexers.REST_FILLED,
                        name -> new Scope(shelf, Set.of("BLUEPRINT"), variables, titles, null, 1).line()));
    }

    /** True when the text may end after these lines. */
    boolean isWhole() {
        return wiring != null && !wiring.stands.isEmpty();
    }

    /** The begin of the next line. */
    LinePosition line() {
        return line(true);
    }

    private LinePosition line(boolean blank) {
        var choice = new Choice.Maker();
        choice.add("\n");
        String preferred = wiring == null ? "GRAPH: " : "NODE ";
        for (String keyword : keywords()) {
            choice.add("\n" + keyword);
        }
        return LinePosition.line(
                choice.make("\n" + preferred, false),
                isWhole(),
                (text, value) -> text.equals("\n")
                        ? value == '\n' && blank ? line(false) : null
                        : after(text.substring(1), value));
    }

    private List<String> keywords() {
        boolean full = lines > MOST_LINES;
        if (wiring == null) {
            return full
                    ? List.of("GRAPH: ")
                    : List.of("PARENT: ", "CATEGORY: ", "TYPE ", "VAR ", "GRAPH: ").stream()
                            .filter(keyword -> !seen.contains(keyword))
                            .toList();
        }
        if (full) {
            return isWhole() ? List.of() : List.of("NODE ");
        }
        return List.of("NODE ", "COMMENT \"", "EXEC ", "DATA ", "GRAPH: ").stream()
                .filter(keyword -> switch (keyword) {
                    case "EXEC " -> wiring.canRun();
                    case "DATA " -> wiring.canFlow();
                    case "GRAPH: " -> isWhole();
                    default -> true;
                })
                .toList();
    }

    private @Nullable LinePosition after(String keyword, int value) {
        return switch (keyword) {
            case "PARENT: ", "CATEGORY: " ->
                Names.rest(
                        Lexers.REST_FILLED,
                        name -> new Scope(shelf, Names.with(seen, keyword), variables, titles, null, lines + 1).line());
            case "TYPE " -> new HeadLines(this).type().after("", value);
            case "VAR " -> new HeadLines(this).variable().after("", value);
            case "GRAPH: " -> Names.title(titles, this::graph).after("", value);
            case "NODE " -> new NodeLine(this, inGraph()).id();
            case "EXEC " -> new EdgeLine(this, inGraph()).exec();
            case "DATA " -> new EdgeLine(this, inGraph()).data();
            default -> new CommentLine(this, inGraph()).text();
        };
    }

    private PartialGraph inGraph() {
        return java.util.Objects.requireNonNull(wiring, "no graph");
    }

    private LinePosition graph(String title) {
        return new Scope(
                        shelf,
                        seen,
                        variables,
                        Names.with(titles, title),
                        PartialGraph.empty(variables, title.endsWith("ConstructionScript")),
                        lines + 1)
                .line();
    }

    Scope with(String variable, String type) {
        var more = new HashMap<>(variables);
        more.put(variable, type);
        return new Scope(shelf, seen, more, titles, wiring, lines + 1);
    }

    Scope withLine() {
        return new Scope(shelf, seen, variables, titles, wiring, lines + 1);
    }

    Scope with(PartialGraph graph) {
        return new Scope(shelf, seen, variables, titles, graph, lines + 1);
    }
}
