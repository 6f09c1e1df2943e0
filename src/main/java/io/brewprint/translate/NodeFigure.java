package io.brewprint.translate;

import io.brewprint.blueprint.NodeCatalog;
import io.brewprint.blueprint.PinSpec;
import io.brewprint.dsl.Attribute;
import io.brewprint.dsl.Node;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One node as it is drawn: its title, its pins in rows, its size, and where the layout put it. */
final class NodeFigure {
    static final int ROW = 24;
    static final int HEADER = 30;

    /** A pin: its label, its type, whether control runs through it, its value, and its row from 0. */
    record Socket(String label, @Nullable String type, boolean exec, @Nullable String value, int row) {}

    final Node node;
    final String title;
    final Map<String, Socket> inputs = new LinkedHashMap<>();
    final Map<String, Socket> outputs = new LinkedHashMap<>();
    double x;
    double y;

    NodeFigure(Node node, NodeCatalog catalog) {
        this.node = node;
        this.title = title(node, catalog);
        for (PinSpec pin : catalog.pins(node.type())) {
            if (pin.isExec()) {
                socket(pin.name(), pin.output(), "exec", true);
            }
        }
    }

    /** The socket of that name, made where it is not there yet. */
    Socket socket(String name, boolean output, @Nullable String type, boolean exec) {
        var side = output ? outputs : inputs;
        String key = (exec ? "!" : "") + name;
        Socket known = side.get(key);
        if (known == null) {
            known = new Socket(name, type, exec, null, side.size());
            side.put(key, known);
        }
        return known;
    }

    /** Values that stand at their pins; call when all wires are known. */
    void values(NodeCatalog catalog) {
        for (Attribute attribute : node.attributes()) {
            if (!catalog.isKey(node.type(), attribute.name())) {
                inputs.putIfAbsent(attribute.name(),
                        new Socket(attribute.name(), null, false, attribute.value(), inputs.size()));
            }
        }
    }

    boolean isPure() {
        return inputs.values().stream().noneMatch(Socket::exec) && outputs.values().stream().noneMatch(Socket::exec);
    }

    double width() {
        int left = inputs.values().stream().mapToInt(NodeFigure::letters).max().orElse(0);
        int right = outputs.values().stream().mapToInt(NodeFigure::letters).max().orElse(0);
        return Math.max(title.length() * 7.4 + 34, (left + right) * 6.7 + 64);
    }

    double height() {
        return HEADER + Math.max(1, Math.max(inputs.size(), outputs.size())) * ROW + 8;
    }

    static double socketY(Socket socket) {
        return HEADER + 4 + socket.row() * ROW + ROW / 2.0;
    }

    private static int letters(Socket socket) {
        return socket.label().length() + (socket.value() == null ? 0 : shown(socket.value()).length() + 3);
    }

    static String shown(String value) {
        String line = value.replace('\n', ' ');
        return line.length() > 28 ? line.substring(0, 25) + "..." : line;
    }

    private static String title(Node node, NodeCatalog catalog) {
        String title = NodeTitle.of(node, catalog);
        // A set node's pin is called Value here, and a conversion has no words: both would leave the reader guessing.
        String name = title.equals("SET") ? "SET " + node.attribute("VarName").orElse("") : title.isEmpty() ? "→" : title;
        return name.length() > 48 ? name.substring(0, 45) + "..." : name;
    }
}
