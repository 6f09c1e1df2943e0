package io.brewprint.render;

import io.brewprint.blueprint.NodeCatalog;
import io.brewprint.blueprint.NodeType;
import io.brewprint.blueprint.PinSpec;
import io.brewprint.dsl.Attribute;
import io.brewprint.dsl.Node;
import io.brewprint.translate.NodeTitle;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One node as it is drawn: its title, its pins in rows, its size, and where the layout put it. */
final class NodeFigure {
    static final int ROW = 24;
    static final int HEADER = 30;

    /** Width of a letter of a label, and of a title: wide ones, for nobody knows the fonts of the reader. */
    static final double LETTER = 6.9;

    private static final double TITLE_LETTER = 7.5;

    /** What Unreal folds away behind an arrow. */
    private static final Map<String, Set<String>> FOLDED = Map.of(
            "PrintString", Set.of("bPrintToScreen", "bPrintToLog", "TextColor", "Duration", "Key"),
            "PrintText", Set.of("bPrintToScreen", "bPrintToLog", "TextColor", "Duration", "Key"),
            "LineTraceByChannel", Set.of("TraceColor", "TraceHitColor", "DrawTime"),
            "SpawnActorFromClass", Set.of("Owner", "Instigator", "TransformScaleMethod"));

    /** How a node is built. */
    enum Form {
        /** A header and pins below it. */
        PLAIN,
        /** A variable that is read: a pill without a header. */
        GET,
        /** A variable that is written: the word in the middle. */
        SET,
        /** An operator: its sign between the pins. */
        SIGN
    }

    final Node node;
    final String title;
    final Form form;
    final Map<String, Socket> inputs = new LinkedHashMap<>();
    final Map<String, Socket> outputs = new LinkedHashMap<>();
    boolean folded;
    double x;
    double y;

    /** @param variables types of the document's variables by name */
    NodeFigure(Node node, NodeCatalog catalog, Map<String, String> variables) {
        this.node = node;
        String words = NodeTitle.of(node, catalog);
        this.form = form(node, words, catalog);
        this.title = title(words);
        String variable = node.attribute("VarName").orElse("");
        for (PinSpec pin : catalog.pins(node.type())) {
            boolean fold = FOLDED.getOrDefault(node.type(), Set.of()).contains(pin.name());
            folded |= fold;
            boolean delegate = pin.output() && pin.type().equals("Delegate");
            if (!pin.hidden() && !fold && !delegate) {
                Socket socket = socket(pin.name(), pin.output(), pin.type(), pin.isExec());
                socket.value = pin.output() ? null : PinValue.of(socket.type, pin.ownDefault());
            }
        }
        if (form == Form.GET || form == Form.SET) {
            socket("Value", true, variables.get(variable), false).label = form == Form.GET ? words : "";
        }
        if (form == Form.SET) {
            Socket input = socket("Value", false, variables.get(variable), false);
            input.label = variable;
            input.value = PinValue.of(input.type, null);
        }
    }

    private static Form form(Node node, String words, NodeCatalog catalog) {
        if (node.type().equals("VariableGet")) {
            return Form.GET;
        }
        if (node.type().equals("VariableSet")) {
            return Form.SET;
        }
        boolean call =
                catalog.byName(node.type()).map(NodeType::className).orElse("").startsWith("K2Node_");
        boolean sign = words.isEmpty() || (words.length() < 10 && words.chars().noneMatch(Character::isLowerCase));
        return call && sign && !NodeCatalog.isEvent(node.type()) ? Form.SIGN : Form.PLAIN;
    }

    /** The socket of that name, made where it is not there yet; a type that is known takes the place of none. */
    Socket socket(String name, boolean output, @Nullable String type, boolean exec) {
        var side = output ? outputs : inputs;
        Socket socket = side.computeIfAbsent((exec ? "!" : "") + name, key -> new Socket(name, output, exec, type));
        boolean open = socket.type == null || socket.type.contains("Wildcard");
        socket.type = open && type != null ? type : socket.type;
        return socket;
    }

    /** The same for a wire's end, which has no box. */
    void wire(String name, boolean output, @Nullable String type, boolean exec) {
        Socket socket = socket(name, output, type, exec);
        socket.wired = true;
        socket.value = null;
    }

    /** Values that stand at their pins, and the rows; call when all wires are known. */
    void settle(NodeCatalog catalog) {
        for (Attribute attribute : node.attributes()) {
            if (!catalog.isKey(node.type(), attribute.name())) {
                Socket socket = socket(attribute.name(), false, typeOf(attribute.name(), catalog), false);
                if (!socket.wired) {
                    String type = socket.type == null ? guess(attribute.value()) : socket.type;
                    socket.type = type;
                    PinValue value = PinValue.of(type, attribute.value());
                    socket.value = value;
                }
            }
        }
        if (form == Form.SIGN) {
            inputs.values().forEach(socket -> socket.label = "");
            outputs.values().forEach(socket -> socket.label = "");
        }
        rows(inputs);
        rows(outputs);
    }

    private @Nullable String typeOf(String pin, NodeCatalog catalog) {
        var signature = catalog.signature(node.type());
        PinSpec spec = signature == null ? null : signature.pin(pin, false);
        return spec == null || spec.isAny() ? null : spec.type();
    }

    private static String guess(String value) {
        return value.matches("(?i)true|false")
                ? "Bool"
                : value.matches("[-+]?\\d+") ? "Int" : value.matches("[-+]?\\d*\\.\\d+") ? "Float" : "String";
    }

    private static void rows(Map<String, Socket> side) {
        List<Socket> sorted = new ArrayList<>(side.values());
        sorted.sort(Comparator.comparing(socket -> !socket.exec));
        for (int i = 0; i < sorted.size(); i++) {
            sorted.get(i).row = i;
        }
    }

    boolean isPure() {
        return inputs.values().stream().noneMatch(socket -> socket.exec)
                && outputs.values().stream().noneMatch(socket -> socket.exec);
    }

    /** How far the pins stand above where a header would put them. */
    double rise() {
        return form == Form.GET || form == Form.SIGN ? HEADER - 4 : 0;
    }

    double socketY(Socket socket) {
        return socket.y() - rise();
    }

    /** The middle between the inputs and the outputs. */
    double middle() {
        return (width() + widest(inputs) - widest(outputs)) / 2;
    }

    private static double widest(Map<String, Socket> side) {
        return side.values().stream().mapToDouble(Socket::width).max().orElse(0);
    }

    double width() {
        double left = widest(inputs);
        double right = widest(outputs);
        if (form == Form.SIGN) {
            return left + right + Math.max(1, title.length()) * 14 + 64;
        }
        return Math.max(form == Form.GET ? 60 : title.length() * TITLE_LETTER + 48, left + right + 72);
    }

    double height() {
        int rows = Math.max(1, Math.max(inputs.size(), outputs.size()));
        return HEADER - rise() + rows * ROW + (folded ? 16 : 8);
    }

    private static String title(String words) {
        // A conversion has no words: Unreal draws a point.
        String name = words.isEmpty() ? "•" : words;
        return name.length() > 48 ? name.substring(0, 47) + "…" : name;
    }
}
