package io.brewprint.translate;

import io.brewprint.dsl.Edge;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.elk.alg.layered.options.LayeredMetaDataProvider;
import org.eclipse.elk.alg.layered.options.LayeredOptions;
import org.eclipse.elk.core.RecursiveGraphLayoutEngine;
import org.eclipse.elk.core.data.LayoutMetaDataService;
import org.eclipse.elk.core.options.CoreOptions;
import org.eclipse.elk.core.options.Direction;
import org.eclipse.elk.core.options.PortConstraints;
import org.eclipse.elk.core.options.PortSide;
import org.eclipse.elk.core.util.BasicProgressMonitor;
import org.eclipse.elk.graph.ElkNode;
import org.eclipse.elk.graph.ElkPort;
import org.eclipse.elk.graph.util.ElkGraphUtil;

/** Places figures in layers from left to right, as Unreal users do, with few crossings. */
final class ElkLayout {
    private ElkLayout() {}

    static void place(Map<String, NodeFigure> figures, List<Edge> edges) {
        synchronized (ElkLayout.class) {
            LayoutMetaDataService.getInstance().registerLayoutMetaDataProviders(new LayeredMetaDataProvider());
        }
        ElkNode root = ElkGraphUtil.createGraph();
        root.setProperty(CoreOptions.ALGORITHM, "org.eclipse.elk.layered");
        root.setProperty(CoreOptions.DIRECTION, Direction.RIGHT);
        root.setProperty(CoreOptions.SPACING_NODE_NODE, 28.0);
        root.setProperty(CoreOptions.SPACING_COMPONENT_COMPONENT, 72.0);
        root.setProperty(LayeredOptions.SPACING_NODE_NODE_BETWEEN_LAYERS, 72.0);
        var nodes = new HashMap<String, ElkNode>();
        var ports = new HashMap<String, ElkPort>();
        figures.forEach((id, figure) -> {
            ElkNode node = ElkGraphUtil.createNode(root);
            node.setDimensions(figure.width(), figure.height());
            node.setProperty(CoreOptions.PORT_CONSTRAINTS, PortConstraints.FIXED_POS);
            nodes.put(id, node);
            figure.inputs.forEach((key, socket) -> ports.put(id + "<" + key, port(node, socket, 0, PortSide.WEST)));
            figure.outputs.forEach((key, socket) ->
                    ports.put(id + ">" + key, port(node, socket, figure.width(), PortSide.EAST)));
        });
        for (Edge edge : edges) {
            String mark = edge.kind() == Edge.Kind.EXEC ? "!" : "";
            ElkPort from = ports.get(edge.from().node() + ">" + mark + edge.from().pin());
            ElkPort to = ports.get(edge.to().node() + "<" + mark + edge.to().pin());
            if (from != null && to != null) {
                ElkGraphUtil.createSimpleEdge(from, to);
            }
        }
        new RecursiveGraphLayoutEngine().layout(root, new BasicProgressMonitor());
        nodes.forEach((id, node) -> {
            NodeFigure figure = figures.get(id);
            if (figure != null) {
                figure.x = node.getX();
                figure.y = node.getY();
            }
        });
    }

    private static ElkPort port(ElkNode node, NodeFigure.Socket socket, double x, PortSide side) {
        ElkPort port = ElkGraphUtil.createPort(node);
        port.setLocation(x, NodeFigure.socketY(socket));
        port.setProperty(CoreOptions.PORT_SIDE, side);
        return port;
    }
}
