package io.brewprint.exam;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The original program's own judgement of an answer, for comparing with the figures that it published. Its parser is
 * lenient where this program's is not (what stands behind a match is passed over) and strict where this one is not
 * (names are single words, {@code //} is no comment).
 */
public final class OriginalRules {
    private static final String WORD = "(\\w+)";
    private static final String EDGE = "\\s+" + WORD + "\\." + WORD + "\\s*->\\s*" + WORD + "\\." + WORD;
    private static final Pattern VARIABLE = pattern("VAR\\s+" + WORD + "\\s*:\\s*" + WORD);
    private static final Pattern NODE = pattern("NODE\\s+" + WORD + "\\s*:\\s*" + WORD);
    private static final Pattern WIRE = pattern("(?:EXEC|DATA)" + EDGE);
    private static final List<String> OF_GRAPHS = List.of("NODE", "EXEC", "DATA");

    private boolean named;
    private boolean graph;
    private boolean sound = true;
    private final Set<String> nodes = new HashSet<>();
    private final Set<String> ends = new HashSet<>();

    private OriginalRules() {}

    private static Pattern pattern(String regex) {
        return Pattern.compile(regex, Pattern.UNICODE_CHARACTER_CLASS);
    }

    /**
     * Whether its validator finds no error: the text parses, has a name and a graph, no graph has a node id twice, and
     * no EXEC or DATA line leads to a node that its graph does not have. What nodes and pins there are it does not ask.
     */
    public static boolean valid(String text) {
        OriginalRules rules = new OriginalRules();
        String whole = text.startsWith("\ufeff") ? text.substring(1) : text;
        whole.lines().map(String::strip).forEach(rules::line);
        rules.endGraph();
        return rules.sound && rules.named && rules.graph;
    }

    private void line(String line) {
        if (line.isEmpty() || line.startsWith("#") || line.startsWith("PARENT:") || line.startsWith("CATEGORY:")) {
            return;
        }
        if (line.startsWith("BLUEPRINT:")) {
            named = !line.substring("BLUEPRINT:".length()).isBlank();
        } else if (line.startsWith("GRAPH:")) {
            endGraph();
            graph = true;
        } else if (OF_GRAPHS.stream().anyMatch(line::startsWith)) {
            sound &= graph && part(line);
        } else {
            sound &= VARIABLE.matcher(line).lookingAt();
        }
    }

    /** Whether a line of a graph can be read and its node is new. */
    private boolean part(String line) {
        Matcher node = NODE.matcher(line);
        if (node.lookingAt()) {
            return nodes.add(node.group(1));
        }
        Matcher wire = WIRE.matcher(line);
        if (!wire.lookingAt()) {
            return false;
        }
        ends.add(wire.group(1));
        ends.add(wire.group(3));
        return true;
    }

    /** Wires may stand before the nodes that they join. */
    private void endGraph() {
        sound &= nodes.containsAll(ends);
        nodes.clear();
        ends.clear();
    }
}
