package io.brewprint.dsl;

import java.util.List;

/** Writes a document in the one canonical spelling, as the grammar's rules lay it out; order is the document's. */
final class Printer {
    private final StringBuilder out = new StringBuilder();

    static String print(Document document) {
        var printer = new Printer();
        printer.document(document);
        return printer.out.toString();
    }

    /** One line of a document, without its line break. */
    static String line(Node node) {
        var printer = new Printer();
        printer.node(node);
        return printer.out.substring(0, printer.out.length() - 1);
    }

    static String line(Edge edge) {
        var printer = new Printer();
        printer.edge(edge);
        return printer.out.substring(0, printer.out.length() - 1);
    }

    static String line(Variable variable) {
        var printer = new Printer();
        printer.variable(variable);
        return printer.out.substring(0, printer.out.length() - 1);
    }

    private void document(Document document) {
        line("BLUEPRINT").token("name", document.name()).end();
        if (document.parent() != null) {
            line("PARENT").token("name", document.parent()).end();
        }
        if (document.category() != null) {
            line("CATEGORY").token("name", document.category()).end();
        }
        for (TypePath type : document.types()) {
            line("TYPE")
                    .token("alias", type.name())
                    .token("category", type.category())
                    .token("path", type.path())
                    .end();
        }
        document.variables().forEach(this::variable);
        document.graphs().forEach(this::graph);
    }

    private void variable(Variable variable) {
        LineWriter line = line("VAR").token("variable", variable.name()).token("type", variable.type());
        if (variable.defaultValue() != null) {
            line.token("default", variable.defaultValue());
        }
        line.end();
    }

    private void node(Node node) {
        attributes(line("NODE").token("id", node.id()).token("type", node.type()), node.attributes());
    }

    private void graph(Graph graph) {
        LineWriter heading = line("GRAPH").token("name", graph.name());
        if (graph.kind() != null) {
            heading.token("kind", graph.kind());
        }
        heading.end();
        graph.nodes().forEach(this::node);
        graph.edges().forEach(this::edge);
        for (CommentBox comment : graph.comments()) {
            LineWriter line = line("COMMENT").token("text", comment.text());
            comment.nodes().forEach(node -> line.token("id", node));
            attributes(line, comment.attributes());
        }
    }

    private static void attributes(LineWriter line, List<Attribute> attributes) {
        for (Attribute attribute : attributes) {
            line.token("key", attribute.name()).token("value", attribute.value());
        }
        line.end();
    }

    private void edge(Edge edge) {
        LineWriter line = line(edge.kind().name())
                .token("id", edge.from().node())
                .token("pin", edge.from().pin())
                .token("id", edge.to().node())
                .token("pin", edge.to().pin());
        if (edge.kind() == Edge.Kind.DATA && edge.type() != null) {
            line.token("type", edge.type());
        }
        line.end();
    }

    private LineWriter line(String rule) {
        return new LineWriter(out, rule);
    }
}
