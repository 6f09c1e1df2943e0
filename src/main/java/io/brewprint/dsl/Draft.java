package io.brewprint.dsl;

import io.brewprint.dsl.TextPositions.Spot;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A document while it is read, with the position of each part and the problems found so far. */
final class Draft {
    /** A literal source, kept until all nodes of the graph are known. */
    record Literal(PinRef to, String value, @Nullable Edge instead, Spot spot) {}

    /** What a person wrote behind # or //: a whole line, or the end of one. */
    record Remark(int line, boolean trailing, String text) {}

    /** One graph while it is read. */
    static final class OfGraph {
        final String name;
        final @Nullable String kind;
        final Spot heading;
        final List<Node> nodes = new ArrayList<>();
        final List<Spot> nodeSpots = new ArrayList<>();
        final List<Edge> edges = new ArrayList<>();
        final List<Spot> edgeSpots = new ArrayList<>();
        final List<CommentBox> comments = new ArrayList<>();
        final List<Spot> commentSpots = new ArrayList<>();
        final List<Literal> literals = new ArrayList<>();

        OfGraph(String name, @Nullable String kind, Spot heading) {
            this.name = name;
            this.kind = kind;
            this.heading = heading;
        }
    }

    /** More than these are not listed: a binary file would give one for each line. */
    static final int MOST_PROBLEMS = 1_000;

    @Nullable
    String name;

    @Nullable
    String parent;

    @Nullable
    String category;

    Spot heading = Spot.NOWHERE;
    final List<TypePath> types = new ArrayList<>();
    final List<Spot> typeSpots = new ArrayList<>();
    final List<Variable> variables = new ArrayList<>();
    final List<Spot> variableSpots = new ArrayList<>();
    final List<OfGraph> graphs = new ArrayList<>();
    final List<Problem> problems = new ArrayList<>();
    final List<Remark> remarks = new ArrayList<>();

    void report(ProblemCode code, int line, int column, String message, @Nullable String hint) {
        if (problems.size() < MOST_PROBLEMS) {
            problems.add(code.at(line, column, message, hint));
        } else if (problems.size() == MOST_PROBLEMS) {
            problems.add(ProblemCode.TOO_MANY_PROBLEMS.at(
                    line, column, "more than " + MOST_PROBLEMS + " problems; the rest is not listed", null));
        }
    }

    boolean isFull() {
        return problems.size() > MOST_PROBLEMS;
    }

    Document document() {
        var done = new ArrayList<Graph>();
        for (OfGraph graph : graphs) {
            done.add(new Graph(graph.name, graph.kind, graph.nodes, graph.edges, graph.comments));
        }
        return new Document(name == null ? "" : name, parent, category, types, variables, done);
    }

    TextPositions positions() {
        var done = new ArrayList<TextPositions.OfGraph>();
        for (OfGraph graph : graphs) {
            done.add(new TextPositions.OfGraph(graph.heading, graph.nodeSpots, graph.edgeSpots, graph.commentSpots));
        }
        return new TextPositions(heading, typeSpots, variableSpots, done);
    }
}
