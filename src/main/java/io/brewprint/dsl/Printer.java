package io.brewprint.dsl;

import java.util.List;

/** Writes a document in the one canonical spelling; order is the document's. */
final class Printer {
    private final StringBuilder out = new StringBuilder();

    static String print(Document document) {
        var printer = new Printer();
        printer.document(document);
        return printer.out.toString();
    }

    private void document(Document document) {
        heading("BLUEPRINT: ", document.name());
        if (document.parent() != null) {
            heading("PARENT: ", document.parent());
        }
        if (document.category() != null) {
            heading("CATEGORY: ", document.category());
        }
        for (TypePath type : document.types()) {
            out.append("TYPE ").append(Words.name(type.name())).append(": ").append(Words.name(type.category()))
                    .append(' ').append(Words.value(type.path())).append('\n');
        }
        for (Variable variable : document.variables()) {
            out.append("VAR ").append(Words.name(variable.name())).append(": ").append(Words.type(variable.type()));
            if (variable.defaultValue() != null) {
                out.append(" = ").append(Words.value(variable.defaultValue()));
            }
            out.append('\n');
        }
        document.graphs().forEach(this::graph);
    }

    private void heading(String word, String text) {
        out.append(word).append(Words.value(text)).append('\n');
    }

    private void graph(Graph graph) {
        out.append("GRAPH: ").append(Words.value(graph.name()));
        if (graph.kind() != null) {
            out.append(" [").append(Words.name(graph.kind())).append(']');
        }
        out.append('\n');
        for (Node node : graph.nodes()) {
            out.append("NODE ").append(Words.name(node.id())).append(": ").append(Words.name(node.type()));
            attributes(node.attributes());
            out.append('\n');
        }
        graph.edges().forEach(this::edge);
        for (CommentBox comment : graph.comments()) {
            out.append("COMMENT ").append(Words.quote(comment.text()));
            String mark = ": ";
            for (String node : comment.nodes()) {
                out.append(mark).append(Words.name(node));
                mark = ", ";
            }
            attributes(comment.attributes());
            out.append('\n');
        }
    }

    private void attributes(List<Attribute> attributes) {
        String mark = " [";
        for (Attribute attribute : attributes) {
            out.append(mark).append(Words.key(attribute.name())).append('=').append(Words.value(attribute.value()));
            mark = ", ";
        }
        if (!attributes.isEmpty()) {
            out.append(']');
        }
    }

    private void edge(Edge edge) {
        out.append(edge.kind()).append(' ');
        pin(edge.from());
        out.append(" -> ");
        pin(edge.to());
        if (edge.kind() == Edge.Kind.DATA && edge.type() != null) {
            out.append(" [").append(Words.type(edge.type())).append(']');
        }
        out.append('\n');
    }

    private void pin(PinRef pin) {
        out.append(Words.name(pin.node())).append('.').append(Words.name(pin.pin()));
    }
}
