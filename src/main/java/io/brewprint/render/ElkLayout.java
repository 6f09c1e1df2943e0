package io.brewprint.render;

import io.brewprint.dsl.Edge;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.elk.alg.layered.options.LayeredMetaDataProvider;
import org.eclipse.elk.alg.layered.options.LayeredOptions;
import org.eclipse.elk.core.RecursiveGraphLayoutEngine;
import org.eclipse.elk.core.data.LayoutMetaDataService;
import org.eclipse.elk.core.options.CoreOptions;
import org.eclipse.elk.core.options.Direction;
import org.eclipse.elk.core.options.EdgeRouting;
import org.eclipse.elk.core.options.PortConstraints;
import org.eclipse.elk.core.options.PortSide;
import org.eclipse.elk.core.util.BasicProgressMonitor;
import org.eclipse.elk.graph.ElkEdge;
import org.eclipse.elk.graph.ElkNode;
import org.eclipse.elk.graph.ElkPort;
import org.eclipse.elk.graph.util.ElkGraphUtil;
import org.jspecify.annotations.Nullable;

/** Places figures in layers from left to right, as Unreal users do, with few crossings. */
final class ElkLayout {
    private ElkLayout() {}

    /**
     * Sets the figures' places.
     *
     * @return where each wire bends on its way, so that it runs round the nodes between; by the index of its edge
     */
    static List<List<double[]>> place(Map<String, NodeFigure> figures, List<Edge> edges) {
        synchronized (ElkLayout.class) {
            LayoutMetaDataService.getInstance().registerLayoutMetaDataProviders(new LayeredMetaDataProvider());
        }
        ElkNode root = ElkGraphUtil.createGraph();
        root.setProperty(CoreOptions.ALGORITHM, "org.eclipse.elk.layered");
        root.setProperty(CoreOptions.DIRECTION, Direction.RIGHT);
        root.setProperty(CoreOptions.EDGE_ROUTING, EdgeRouting.POLYLINE);
        root.setProperty(CoreOptions.SPACING_NODE_NODE, 28.0);
        root.setProperty(CoreOptions.SPACING_COMPONENT_COMPONENT, 96.0);
        root.setProperty(LayeredOptions.SPACING_NODE_NODE_BETWEEN_LAYERS, 72.0);
        var nodes = new HashMap<String, ElkNode>();
        var ports = new HashMap<String, ElkPort>();
        figures.forEach((id, figure) -> {
            ElkNode node = ElkGraphUtil.createNode(root);
            node.setDimensions(figure.width(), figure.height());
            node.setProperty(CoreOptions.PORT_CONSTRAINTS, PortConstraints.FIXED_POS);
            nodes.put(id, node);
            figure.inputs.forEach(
                    (key, socket) -> ports.put(id + "<" + key, port(node, figure.socketY(socket), 0, PortSide.WEST)));
            figure.outputs.forEach((key, socket) ->
                    ports.put(id + ">" + key, port(node, figure.socketY(socket), figure.width(), PortSide.EAST)));
        });
        var drawn = new ArrayList<@Nullable ElkEdge>();
        for (Edge edge : edges) {
            String mark = edge.kind() == Edge.Kind.EXEC ? "!" : "";
            ElkPort from =
                    ports.get(edge.from().node() + ">" + mark + edge.from().pin());
            ElkPort to = ports.get(edge.to().node() + "<" + mark + edge.to().pin());
            drawn.add(from == null || to == null ? null : ElkGraphUtil.createSimpleEdge(from, to));
        }
        new RecursiveGraphLayoutEngine().layout(root, new BasicProgressMonitor());
        nodes.forEach((id, node) -> {
            NodeFigure figure = figures.get(id);
            if (figure != null) {
                figure.x = node.getX();
                figure.y = node.getY();
            }
        });
        return drawn.stream().map(ElkLayout::bends).toList();
    }

    private static List<double[]> bends(@Nullable ElkEdge edge) {
        if (edge == null || edge.getSections().isEmpty()) {
            return List.of();
        }
        return edge.getSections().getFirst().getBendPoints().stream()
                .map(point -> new double[] {point.getX(), point.getY()})
                .toList();
    }

    private static ElkPort port(ElkNode node, double y, double x, PortSide side) {
        ElkPort port = ElkGraphUtil.createPort(node);
        port.setLocation(x, y);
        port.setProperty(CoreOptions.PORT_SIDE, side);
        return port;
    }
}
