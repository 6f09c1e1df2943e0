package io.brewprint.dsl;

import io.brewprint.blueprint.NodeCatalog;
import io.brewprint.dsl.TextPositions.Spot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One graph under check: its nodes by id, and the steps that look at nodes, wires and flow. */
final class GraphValidator {
    /** Attributes by which a node says for itself what it is: the catalog's pins need not be its own. */
    private static final Set<String> OWN_WORD = Set.of("@Class", "@Function", "@Pins", "@Macro", "@Event", "@Delegate");

    /** Which of these an operator is depends on the engine's version, and says nothing of its pins. */
    private static final Set<String> SAME_PINS =
            Set.of("K2Node_CallFunction", "K2Node_PromotableOperator", "K2Node_CommutativeAssociativeBinaryOperator");

    final Graph graph;
    final TextPositions.OfGraph spots;
    final NodeCatalog catalog;
    final Locator locator;

    /** Types of the declared variables by name. */
    final Map<String, String> variables;

    /** Names of events and functions of the document. */
    final Set<String> callable;

    /** What the Blueprint is; empty where that is not said. */
    final String parent;

    /** Where each event of the document stands. */
    final Map<String, Integer> events;

    final List<CheckedNode> seats;
    private final Map<String, CheckedNode> byId;
    private final List<Problem> problems;

    GraphValidator(
            Graph graph,
            TextPositions.OfGraph spots,
            NodeCatalog catalog,
            Locator locator,
            Map<String, String> variables,
            Set<String> callable,
            String parent,
            Map<String, Integer> events,
            List<Problem> problems) {
        this.graph = graph;
        this.spots = spots;
        this.catalog = catalog;
        this.locator = locator;
        this.variables = variables;
        this.callable = callable;
        this.parent = parent;
        this.events = events;
        this.problems = problems;
        this.seats = new ArrayList<>(graph.nodes().size());
        this.byId = HashMap.newHashMap(graph.nodes().size());
    }

    void check() {
        for (int i = 0; i < graph.nodes().size(); i++) {
            seat(graph.nodes().get(i), spots.nodes().get(i));
        }
        var nodes = new NodeChecks(this);
        seats.forEach(nodes::check);
        new EdgeChecks(this).check();
        comments();
        if (isBlueprint()) {
            seats.forEach(nodes::checkInputs);
            seats.forEach(new CompileChecks(this)::check);
            new FlowChecks(this).check();
        }
    }

    /** False for materials and other graphs whose nodes the catalog does not know. */
    boolean isBlueprint() {
        return graph.kind() == null;
    }

    /** True for a graph that runs within one frame. */
    boolean isFunction() {
        return graph.name().endsWith("ConstructionScript")
                || seats.stream().anyMatch(seat -> seat.node.type().equals("FunctionEntry"));
    }

    private void seat(Node node, Spot spot) {
        CheckedNode seat = CheckedNode.of(node, spot, isBlueprint() ? catalog : null);
        seats.add(seat);
        if (byId.putIfAbsent(node.id(), seat) != null) {
            add(
                    ProblemCode.DUPLICATE_ID,
                    spot.line(),
                    spot.first(),
                    "a second node with the id '" + node.id() + "'",
                    "give each node an id of its own");
        }
    }

    static boolean hasOwnWord(Node node) {
        for (Attribute attribute : node.attributes()) {
            boolean own = attribute.name().startsWith("@") && OWN_WORD.contains(attribute.name());
            if (own && !(attribute.name().equals("@Class") && SAME_PINS.contains(attribute.value()))) {
                return true;
            }
        }
        return false;
    }

    @Nullable
    CheckedNode seat(String id) {
        return byId.get(id);
    }

    Set<String> ids() {
        return byId.keySet();
    }

    private void comments() {
        for (int i = 0; i < graph.comments().size(); i++) {
            Spot spot = spots.comments().get(i);
            for (String node : graph.comments().get(i).nodes()) {
                if (!byId.containsKey(node)) {
                    add(
                            ProblemCode.DANGLING_REFERENCE,
                            spot.line(),
                            spot.first(),
                            "no node has the id '" + node + "'",
                            "leave it out of the comment");
                }
            }
        }
    }

    void add(ProblemCode code, int line, int column, String message, @Nullable String hint) {
        problems.add(code.at(line, column, message, hint));
    }

    static String text(PinRef pin) {
        return Spelling.name(pin.node()) + "." + Spelling.name(pin.pin());
    }
}
