package io.brewprint.render;

import io.brewprint.blueprint.NodeCatalog;
import io.brewprint.dsl.Document;
import io.brewprint.dsl.Edge;
import io.brewprint.dsl.Graph;
import io.brewprint.dsl.Node;
import io.brewprint.translate.Translation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Draws DSL graphs as SVG in the manner of Unreal's editor: grid, coloured headers, pins by type, curved wires. */
public final class SvgRenderer {
    private static final int MARGIN = 48;
    private static final int TITLE = 40;

    private static final String DEFINITIONS =
            "<defs><linearGradient id=\"sheen\"><stop class=\"sheen\" stop-opacity=\"0\"/><stop offset=\"1\" "
                    + "class=\"sheen\" stop-opacity=\".55\"/></linearGradient>"
                    + "<pattern id=\"grid\" width=\"128\" height=\"128\" patternUnits=\"userSpaceOnUse\">"
                    + "<path class=\"minor\" d=\"M16 0V128M32 0V128M48 0V128M64 0V128M80 0V128M96 0V128M112 0V128M0 16H128"
                    + "M0 32H128M0 48H128M0 64H128M0 80H128M0 96H128M0 112H128\"/><path class=\"major\" d=\"M0 0H128M0 0V128\" "
                    + "stroke-width=\"2\"/></pattern></defs>\n";

    private final NodeCatalog catalog;
    private final Map<String, String> variables = new HashMap<>();
    private final SvgText body = new SvgText();
    private double width;
    private double height;

    private SvgRenderer(NodeCatalog catalog) {
        this.catalog = catalog;
    }

    /** All graphs of a document, one below the other; a complete SVG file. */
    public static String render(Document document) {
        return render(document, NodeCatalog.standard(), Theme.DARK);
    }

    /** The same with a catalog of one's own, in any light. */
    public static String render(Document document, NodeCatalog catalog, Theme theme) {
        return render(document, catalog, theme, List.of());
    }

    /** The same with nodes where they were: for each graph by id; a graph without them is laid out. */
    public static String render(
            Document document, NodeCatalog catalog, Theme theme, List<Map<String, Translation.Place>> places) {
        return drawn(document, catalog, places, List.of()).file(theme);
    }

    private static SvgRenderer drawn(
            Document document,
            NodeCatalog catalog,
            List<Map<String, Translation.Place>> places,
            List<Map<String, Outline>> outlines) {
        var renderer = new SvgRenderer(catalog);
        document.variables().forEach(variable -> renderer.variables.put(variable.name(), variable.type()));
        for (int i = 0; i < document.graphs().size(); i++) {
            Graph graph = document.graphs().get(i);
            renderer.graph(
                    graph,
                    document.name() + " : " + graph.name(),
                    i < places.size() ? places.get(i) : Map.of(),
                    i < outlines.size() ? outlines.get(i) : Map.of());
        }
        return renderer;
    }

    /** What the pictures of one page share, in light or dark as its reader has it; to stand once, before them. */
    public static String shared() {
        return "<svg width=\"0\" height=\"0\" style=\"position:absolute\">"
                + Theme.AUTO.style().replace("</style>", Outline.STYLE + "</style>") + DEFINITIONS + "</svg>\n";
    }

    /**
     * One picture of a page that has {@link #shared} before it.
     *
     * @param outlines for each graph the nodes that are outlined, by id; graphs may be left out at the end
     */
    public static String part(Document document, NodeCatalog catalog, List<Map<String, Outline>> outlines) {
        SvgRenderer renderer = drawn(document, catalog, List.of(), outlines);
        return renderer.open() + renderer.content();
    }

    private String file(Theme theme) {
        return open() + theme.style() + DEFINITIONS + content();
    }

    /** The begin of the picture, with its size. */
    private String open() {
        double w = Math.max(320, width);
        double h = Math.max(120, height);
        return SvgText.format(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %.0f %.0f\" width=\"%.0f\" height=\"%.0f\" "
                        + "font-family=\"Roboto,'Segoe UI',Arial,sans-serif\" font-size=\"12\">\n",
                w, h, w, h);
    }

    private String content() {
        return "<rect width=\"100%\" height=\"100%\" class=\"canvas\"/><rect width=\"100%\" height=\"100%\" "
                + "fill=\"url(#grid)\"/>\n" + body + "</svg>\n";
    }

    private void graph(
            Graph graph, String title, Map<String, Translation.Place> places, Map<String, Outline> outlines) {
        Map<String, NodeFigure> figures = new LinkedHashMap<>();
        for (Node node : graph.nodes()) {
            figures.putIfAbsent(node.id(), new NodeFigure(node, catalog, variables));
        }
        var edges = new ArrayList<Edge>();
        for (Edge edge : graph.edges()) {
            NodeFigure from = figures.get(edge.from().node());
            NodeFigure to = figures.get(edge.to().node());
            if (from != null && to != null) {
                boolean exec = edge.kind() == Edge.Kind.EXEC;
                from.wire(edge.from().pin(), true, edge.type(), exec);
                to.wire(edge.to().pin(), false, edge.type(), exec);
                edges.add(edge);
            }
        }
        figures.values().forEach(figure -> figure.settle(catalog));
        List<List<double[]>> bends = place(figures, edges, places);
        double right = title.length() * 11.0;
        double bottom = 0;
        for (NodeFigure figure : figures.values()) {
            figure.x += MARGIN;
            figure.y += MARGIN;
            right = Math.max(right, figure.x + figure.width());
            bottom = Math.max(bottom, figure.y + figure.height());
        }
        body.add("<g transform=\"translate(0 %.1f)\">\n", height + TITLE);
        body.text(16, -12, "caption", title);
        new CommentDrawing(body, figures).draw(graph.comments());
        for (int i = 0; i < edges.size(); i++) {
            wire(edges.get(i), bends.get(i), figures);
        }
        figures.forEach((id, figure) -> new NodeDrawing(body, figure).draw(outlines.get(id)));
        body.add("</g>\n");
        width = Math.max(width, right + MARGIN);
        height += TITLE + bottom + MARGIN;
    }

    private static List<List<double[]>> place(
            Map<String, NodeFigure> figures, List<Edge> edges, Map<String, Translation.Place> places) {
        if (figures.isEmpty() || !places.keySet().containsAll(figures.keySet())) {
            return ElkLayout.place(figures, edges);
        }
        double left =
                places.values().stream().mapToDouble(Translation.Place::x).min().orElse(0);
        double top =
                places.values().stream().mapToDouble(Translation.Place::y).min().orElse(0);
        figures.forEach((id, figure) -> {
            Translation.Place place = places.get(id);
            if (place != null) {
                figure.x = place.x() - left;
                figure.y = place.y() - top;
            }
        });
        return Collections.nCopies(edges.size(), List.of());
    }

    private void wire(Edge edge, List<double[]> bends, Map<String, NodeFigure> figures) {
        NodeFigure from = figures.get(edge.from().node());
        NodeFigure to = figures.get(edge.to().node());
        if (from == null || to == null) {
            return;
        }
        boolean exec = edge.kind() == Edge.Kind.EXEC;
        Socket start = from.socket(edge.from().pin(), true, edge.type(), exec);
        double x1 = from.x + from.width() - 8;
        double y1 = from.y + from.socketY(start);
        double x2 = to.x + 8;
        double y2 = to.y + to.socketY(to.socket(edge.to().pin(), false, edge.type(), exec));
        var points = new ArrayList<double[]>();
        points.add(new double[] {x1, y1});
        bends.forEach(point -> points.add(new double[] {point[0] + MARGIN, point[1] + MARGIN}));
        points.add(new double[] {x2, y2});
        String path = WirePath.of(points);
        body.add(
                "<path class=\"%s\" d=\"%s\"%s stroke-width=\"%s\"/>\n",
                exec ? "control wire" : "wire",
                path,
                exec ? "" : " stroke=\"" + Palette.type(start.type == null ? edge.type() : start.type) + "\"",
                exec ? "2.6" : "1.8");
    }
}
