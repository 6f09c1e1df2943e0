package io.brewprint.translate;

import io.brewprint.blueprint.NodeCatalog;
import io.brewprint.dsl.CommentBox;
import io.brewprint.dsl.Document;
import io.brewprint.dsl.Edge;
import io.brewprint.dsl.Graph;
import io.brewprint.dsl.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Draws DSL graphs as SVG in the manner of Unreal's editor: dark canvas, coloured headers, curved wires. */
public final class SvgRenderer {
    private static final int MARGIN = 48;
    private static final int TITLE = 40;

    private final NodeCatalog catalog;
    private final StringBuilder body = new StringBuilder();
    private double width;
    private double height;

    private SvgRenderer(NodeCatalog catalog) {
        this.catalog = catalog;
    }

    /** All graphs of a document, one below the other; a complete SVG file. */
    public static String render(Document document) {
        return render(document, NodeCatalog.standard());
    }

    /** The same with a catalog of one's own. */
    public static String render(Document document, NodeCatalog catalog) {
        var renderer = new SvgRenderer(catalog);
        for (Graph graph : document.graphs()) {
            renderer.graph(graph, document.name() + " : " + graph.name());
        }
        return renderer.file();
    }

    private String file() {
        double w = Math.max(320, width);
        double h = Math.max(120, height);
        return format("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %.0f %.0f\" "
                + "width=\"%.0f\" height=\"%.0f\" "
                + "font-family=\"Roboto,'Segoe UI',Arial,sans-serif\" font-size=\"12\">\n", w, h, w, h)
                + "<defs><pattern id=\"grid\" width=\"128\" height=\"128\" patternUnits=\"userSpaceOnUse\">"
                + "<path d=\"M16 0V128M32 0V128M48 0V128M64 0V128M80 0V128M96 0V128M112 0V128M0 16H128"
                + "M0 32H128M0 48H128M0 64H128M0 80H128M0 96H128M0 112H128\" stroke=\"#2f2f2f\"/><path d=\"M0 0H128M0 0V128\" "
                + "stroke=\"#161616\" stroke-width=\"2\"/></pattern></defs>\n"
                + "<rect width=\"100%\" height=\"100%\" fill=\"#262626\"/><rect width=\"100%\" height=\"100%\" "
                + "fill=\"url(#grid)\"/>\n" + body + "</svg>\n";
    }

    private void graph(Graph graph, String title) {
        Map<String, NodeFigure> figures = new LinkedHashMap<>();
        for (Node node : graph.nodes()) {
            figures.putIfAbsent(node.id(), new NodeFigure(node, catalog));
        }
        var edges = new ArrayList<Edge>();
        for (Edge edge : graph.edges()) {
            NodeFigure from = figures.get(edge.from().node());
            NodeFigure to = figures.get(edge.to().node());
            if (from != null && to != null) {
                boolean exec = edge.kind() == Edge.Kind.EXEC;
                from.socket(edge.from().pin(), true, edge.type(), exec);
                to.socket(edge.to().pin(), false, edge.type(), exec);
                edges.add(edge);
            }
        }
        figures.values().forEach(figure -> figure.values(catalog));
        ElkLayout.place(figures, edges);
        double right = title.length() * 11.0;
        double bottom = 0;
        for (NodeFigure figure : figures.values()) {
            figure.x += MARGIN;
            figure.y += MARGIN;
            right = Math.max(right, figure.x + figure.width());
            bottom = Math.max(bottom, figure.y + figure.height());
        }
        body.append(format("<g transform=\"translate(0 %.1f)\">\n", height + TITLE));
        text(16, -12, "font-size=\"18\" fill=\"#ffffff\" opacity=\"0.6\"", title);
        for (CommentBox comment : graph.comments()) {
            comment(comment, figures);
        }
        edges.forEach(edge -> wire(edge, figures));
        figures.values().forEach(this::node);
        body.append("</g>\n");
        width = Math.max(width, right + MARGIN);
        height += TITLE + bottom + MARGIN;
    }

    private void comment(CommentBox comment, Map<String, NodeFigure> figures) {
        List<NodeFigure> inside = comment.nodes().stream().filter(figures::containsKey).map(figures::get).toList();
        if (inside.isEmpty()) {
            return;
        }
        double left = inside.stream().mapToDouble(figure -> figure.x).min().orElse(0) - 14;
        double top = inside.stream().mapToDouble(figure -> figure.y).min().orElse(0) - 34;
        double right = inside.stream().mapToDouble(figure -> figure.x + figure.width()).max().orElse(0) + 14;
        double bottom = inside.stream().mapToDouble(figure -> figure.y + figure.height()).max().orElse(0) + 12;
        body.append(format("<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" rx=\"4\" fill=\"#ffffff\" "
                + "fill-opacity=\"0.07\" stroke=\"#ffffff\" stroke-opacity=\"0.25\"/>\n", left, top, right - left,
                bottom - top));
        text(left + 8, top + 18, "font-size=\"14\" fill=\"#e8e8e8\"", comment.text().replace('\n', ' '));
    }

    private void wire(Edge edge, Map<String, NodeFigure> figures) {
        NodeFigure from = figures.get(edge.from().node());
        NodeFigure to = figures.get(edge.to().node());
        if (from == null || to == null) {
            return;
        }
        boolean exec = edge.kind() == Edge.Kind.EXEC;
        double x1 = from.x + from.width() - 8;
        double y1 = from.y + NodeFigure.socketY(from.socket(edge.from().pin(), true, edge.type(), exec));
        double x2 = to.x + 8;
        double y2 = to.y + NodeFigure.socketY(to.socket(edge.to().pin(), false, edge.type(), exec));
        double bend = Math.max(40, Math.abs(x2 - x1) / 2);
        body.append(format("<path d=\"M%.1f %.1fC%.1f %.1f %.1f %.1f %.1f %.1f\" fill=\"none\" stroke=\"%s\" "
                + "stroke-width=\"%s\"/>\n", x1, y1, x1 + bend, y1, x2 - bend, y2, x2, y2,
                exec ? "#ffffff" : Palette.type(edge.type()), exec ? "2.6" : "1.8"));
    }

    private void node(NodeFigure figure) {
        double w = figure.width();
        double h = figure.height();
        body.append(format("<g transform=\"translate(%.1f %.1f)\">", figure.x, figure.y));
        body.append(format("<rect width=\"%.1f\" height=\"%.1f\" rx=\"7\" fill=\"#121212\" fill-opacity=\"0.92\" "
                + "stroke=\"#000000\"/>", w, h));
        body.append(format("<path d=\"M0 %d V7 Q0 0 7 0 H%.1f Q%.1f 0 %.1f 7 V%d Z\" fill=\"%s\"/>",
                NodeFigure.HEADER - 4, w - 7, w, w, NodeFigure.HEADER - 4, Palette.header(figure.node.type(), figure.isPure())));
        text(12, 18, "font-size=\"13\" font-weight=\"600\" fill=\"#ffffff\"", figure.title);
        figure.inputs.values().forEach(socket -> socket(socket, 10, false));
        figure.outputs.values().forEach(socket -> socket(socket, w - 10, true));
        body.append("</g>\n");
    }

    private void socket(NodeFigure.Socket socket, double x, boolean output) {
        double y = NodeFigure.socketY(socket);
        if (socket.exec()) {
            body.append(format("<path d=\"M%.1f %.1fh5l5 5l-5 5h-5z\" fill=\"#ffffff\"/>", x - 5, y - 5));
        } else {
            body.append(format("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"4.5\" fill=\"%s\"/>", x, y,
                    socket.value() == null ? Palette.type(socket.type()) : "#6a6a6a"));
        }
        boolean silent = socket.exec() && (socket.label().equals("Execute") || socket.label().equals("Then"));
        String label = silent ? "" : socket.label();
        if (socket.value() != null) {
            label += "  [" + NodeFigure.shown(socket.value()) + "]";
        }
        text(output ? x - 12 : x + 12, y + 4, "fill=\"#d8d8d8\"" + (output ? " text-anchor=\"end\"" : ""), label);
    }

    private void text(double x, double y, String style, String text) {
        if (!text.isEmpty()) {
            body.append(format("<text x=\"%.1f\" y=\"%.1f\" ", x, y)).append(style).append('>').append(escape(text))
                    .append("</text>");
        }
    }

    /** Text that XML allows: marks escaped, controls left out. */
    private static String escape(String text) {
        var out = new StringBuilder();
        text.codePoints().forEach(c -> {
            switch (c) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '"' -> out.append("&quot;");
                default -> {
                    boolean allowed = c >= ' ' && c != 0xfffe && c != 0xffff && (c < 0xd800 || c > 0xdfff);
                    out.appendCodePoint(allowed ? c : ' ');
                }
            }
        });
        return out.toString();
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
