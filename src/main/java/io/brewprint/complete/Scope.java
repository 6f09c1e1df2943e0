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
 * @param elsewhere what graphs before and the headings say
 */
record Scope(
        AllowedTypes shelf,
        Set<String> seen,
        Map<String, String> variables,
        Set<String> titles,
        @Nullable PartialGraph wiring,
        int lines,
        Elsewhere elsewhere) {
    /** No answer comes near: beyond it only the end is offered, so that memory is bounded. */
    private static final int MOST_LINES = 4_096;

    static Scope empty(AllowedTypes shelf) {
        return new Scope(shelf, Set.of(), Map.of(), Set.of(), null, 0, Elsewhere.NOTHING);
    }

    /** The step before the first byte. */
    LinePosition first() {
        return LinePosition.mark(
                "BLUEPRINT: ",
                (mark, b) -> Names.rest(
                        Lexers.REST_FILLED,
                        name -> new Scope(shelf, Set.of("BLUEPRINT"), variables, titles, null, 1, elsewhere).line()));
    }

    /** True when the text may end after these lines. */
    boolean isWhole() {
        return wiring != null && isGraphWhole() && elsewhere.missing(wiring).isEmpty();
    }

    /** True when the graph may end, and another begin. */
    private boolean isGraphWhole() {
        return wiring != null && !wiring.stands.isEmpty() && wiring.wants().isEmpty();
    }

    /** What a completion writes next because something is lacking; empty where nothing is. */
    private String lacking() {
        if (wiring == null || isWhole()) {
            return "";
        }
        if (wiring.wanted() != null) {
            return wiring.giver() == null ? "NODE " : "DATA ";
        }
        return wiring.stands.isEmpty() || !wiring.function ? "NODE " : "GRAPH: ";
    }

    /** The input that a completion makes a node for; null where that is not what is lacking. */
    WrittenNode.@Nullable End wanted() {
        return wiring == null || wiring.wants().isEmpty()
                ? null
                : wiring.wants().getFirst();
    }

    /** The name that a completion gives to the next event or graph; empty where any will do. */
    String wantedName() {
        return wiring == null
                ? ""
                : elsewhere.missing(wiring).stream().findFirst().orElse("");
    }

    /** The begin of the next line. */
    LinePosition line() {
        return line(true);
    }

    private LinePosition line(boolean blank) {
        var choice = new Choice.Maker();
        choice.add("\n");
        String lacking = lacking();
        String preferred = wiring == null ? "GRAPH: " : lacking.isEmpty() ? "NODE " : lacking;
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
            String lacking = lacking();
            return lacking.isEmpty() ? List.of() : List.of(lacking);
        }
        return List.of("NODE ", "COMMENT \"", "EXEC ", "DATA ", "GRAPH: ").stream()
                .filter(keyword -> switch (keyword) {
                    case "EXEC " -> wiring.canRun();
                    case "DATA " -> wiring.canFlow();
                    case "GRAPH: " -> isGraphWhole();
                    default -> true;
                })
                .toList();
    }

    private @Nullable LinePosition after(String keyword, int value) {
        return switch (keyword) {
            case "PARENT: ", "CATEGORY: " ->
                Names.rest(
                        Lexers.REST_FILLED,
                        name -> new Scope(
                                        shelf,
                                        Names.with(seen, keyword),
                                        variables,
                                        titles,
                                        null,
                                        lines + 1,
                                        keyword.startsWith("P") ? elsewhere.withParent(name) : elsewhere)
                                .line());
            case "TYPE " -> new HeadLines(this).type().after("", value);
            case "VAR " -> new HeadLines(this).variable().after("", value);
            case "GRAPH: " -> Names.title(titles, wantedName(), this::graph).after("", value);
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
        PartialGraph before = wiring == null ? PartialGraph.empty(variables, false, "", Set.of()) : wiring;
        Elsewhere rest = elsewhere.with(before, title);
        boolean function = title.endsWith("ConstructionScript");
        return new Scope(
                        shelf,
                        seen,
                        variables,
                        Names.with(titles, title),
                        PartialGraph.empty(variables, function, rest.parent(), rest.events()),
                        lines + 1,
                        rest)
                .line();
    }

    Scope with(String variable, String type) {
        var more = new HashMap<>(variables);
        more.put(variable, type);
        return new Scope(shelf, seen, more, titles, wiring, lines + 1, elsewhere);
    }

    Scope withLine() {
        return new Scope(shelf, seen, variables, titles, wiring, lines + 1, elsewhere);
    }

    Scope with(PartialGraph graph) {
        return new Scope(shelf, seen, variables, titles, graph, lines + 1, elsewhere);
    }
}
