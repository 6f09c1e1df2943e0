package io.brewprint.render;

import org.jspecify.annotations.Nullable;

/** Draws one node and its pins in the manner of Unreal's editor. */
final class NodeDrawing {
    private final SvgText out;
    private final NodeFigure figure;
    private final double width;

    NodeDrawing(SvgText out, NodeFigure figure) {
        this.out = out;
        this.figure = figure;
        this.width = figure.width();
    }

    /** @param outline around it; null for none */
    void draw(@Nullable Outline outline) {
        out.add("<g class=\"node\" transform=\"translate(%.1f %.1f)\">", figure.x, figure.y);
        if (outline != null) {
            out.add(
                    "<rect class=\"%s\" x=\"-6\" y=\"-6\" width=\"%.1f\" height=\"%.1f\" rx=\"13\"/>",
                    outline.style(), width + 12, figure.height() + 12);
        }
        body();
        switch (figure.form) {
            case PLAIN -> header();
            case SET -> tint(NodeFigure.HEADER - 8, figure.title);
            case GET -> tint(figure.height(), "");
            case SIGN -> out.text(figure.middle(), figure.height() / 2 + 8, "sign", figure.title);
        }
        if (figure.folded) {
            out.add("<path class=\"faint\" d=\"M%.1f %.1fh10l-5 5z\"/>", width / 2 - 5, figure.height() - 10);
        }
        figure.inputs.values().forEach(socket -> socket(socket, 12));
        figure.outputs.values().forEach(socket -> socket(socket, width - 14));
        out.add("</g>\n");
    }

    private void body() {
        double radius = figure.form == NodeFigure.Form.GET ? 14 : 8;
        out.add("<rect class=\"body\" width=\"%.1f\" height=\"%.1f\" rx=\"%.0f\"/>", width, figure.height(), radius);
    }

    private void header() {
        String shape = SvgText.format(
                "M0 %d V8 Q0 0 8 0 H%.1f Q%.1f 0 %.1f 8 V%d Z",
                NodeFigure.HEADER - 6, width - 8, width, width, NodeFigure.HEADER - 6);
        Palette.Header header = Palette.header(figure);
        out.add("<path d=\"%s\" fill=\"%s\"/><path d=\"%s\" fill=\"url(#sheen)\"/>", shape, header.colour(), shape);
        switch (header) {
            case CALL, PURE -> out.text(10, 17, "icon", "ƒ");
            case EVENT -> out.add("<path d=\"M9 12l5 -5l5 5l-5 5z\" fill=\"#fff\" fill-opacity=\".85\"/>");
            default ->
                out.add("<path d=\"M9 8h4v8M13 12h5\" fill=\"none\" stroke=\"#fff\" stroke-opacity=\".85\" "
                        + "stroke-width=\"1.6\"/>");
        }
        out.text(24, 17, "title", figure.title);
    }

    /** A variable's node shines in the colour of its type. */
    private void tint(double height, String word) {
        Socket value = figure.outputs.get("Value");
        out.add(
                "<rect class=\"pill\" width=\"%.1f\" height=\"%.1f\" rx=\"%d\" fill=\"%s\" fill-opacity=\".28\"/>",
                width,
                height,
                figure.form == NodeFigure.Form.GET ? 14 : 8,
                Palette.type(value == null ? null : value.type));
        out.text(width / 2, 16, "label mid", word);
    }

    private void socket(Socket socket, double x) {
        double y = figure.socketY(socket);
        if (socket.exec) {
            out.add(
                    "<path class=\"control%s\" d=\"M%.1f %.1fh5.5l5 5.5l-5 5.5h-5.5z\" stroke-linejoin=\"round\"/>",
                    socket.wired ? "" : " hollow", x - 5, y - 5.5);
        } else {
            data(socket, x, y);
        }
        boolean output = socket.output;
        out.text(output ? x - 12 : x + 14, y + 4, output ? "label end" : "label", socket.label);
        if (socket.value != null) {
            double gap = socket.label.isEmpty() ? 14 : 22;
            socket.value.draw(out, x + gap + socket.label.length() * NodeFigure.LETTER, y);
        }
    }

    private void data(Socket socket, double x, double y) {
        String colour = Palette.type(socket.type);
        String type = socket.type == null ? "" : socket.type;
        if (type.startsWith("Array")) {
            for (int i = 0; i < 9; i++) {
                int line = i / 3;
                out.add(
                        "<rect x=\"%.1f\" y=\"%.1f\" width=\"3\" height=\"3\" fill=\"%s\"%s/>",
                        x - 6 + i % 3 * 4.2,
                        y - 6 + line * 4.2,
                        colour,
                        socket.wired || i != 4 ? "" : " fill-opacity=\"0\"");
            }
            return;
        }
        if (type.endsWith("Delegate")) {
            out.add(
                    "<rect x=\"%.1f\" y=\"%.1f\" width=\"9\" height=\"9\" rx=\"1\" %s=\"%s\" %s/>",
                    x - 5,
                    y - 4.5,
                    socket.wired ? "fill" : "stroke",
                    colour,
                    socket.wired ? "" : "fill=\"none\" stroke-width=\"2\"");
            return;
        }
        out.add(
                "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"%s\" stroke=\"%s\" stroke-width=\"2\" %s/>",
                x, y, "4.5", colour, socket.wired ? "fill=\"" + colour + "\"" : "class=\"open\"");
        out.add("<path d=\"M%.1f %.1fl3 3l-3 3z\" fill=\"%s\"/>", x + 6.4, y - 3, colour);
    }
}
