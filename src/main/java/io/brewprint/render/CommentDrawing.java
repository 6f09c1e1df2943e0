package io.brewprint.render;

import io.brewprint.dsl.CommentBox;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Draws comment boxes round their nodes, those in others within them. */
final class CommentDrawing {
    private static final int BAR = 26;
    private static final int GAP = 12;

    private record Box(CommentBox comment, double left, double top, double right, double bottom) {}

    private final SvgText out;
    private final Map<String, NodeFigure> figures;

    CommentDrawing(SvgText out, Map<String, NodeFigure> figures) {
        this.out = out;
        this.figures = figures;
    }

    void draw(List<CommentBox> comments) {
        var boxes = new ArrayList<Box>();
        comments.stream()
                .sorted(Comparator.comparing(comment -> comment.nodes().size()))
                .forEach(comment -> around(comment, boxes));
        // The smallest was measured first, for the others to hold it, and is drawn last, over them.
        boxes.reversed().forEach(this::draw);
    }

    private void around(CommentBox comment, List<Box> smaller) {
        List<NodeFigure> inside = comment.nodes().stream()
                .map(figures::get)
                .filter(Objects::nonNull)
                .toList();
        if (inside.isEmpty()) {
            return;
        }
        double left = inside.stream().mapToDouble(figure -> figure.x).min().orElse(0);
        double top = inside.stream().mapToDouble(figure -> figure.y).min().orElse(0);
        double right = inside.stream()
                .mapToDouble(figure -> figure.x + figure.width())
                .max()
                .orElse(0);
        double bottom = inside.stream()
                .mapToDouble(figure -> figure.y + figure.height())
                .max()
                .orElse(0);
        var nodes = new HashSet<>(comment.nodes());
        for (Box box : smaller) {
            if (nodes.containsAll(box.comment().nodes())) {
                left = Math.min(left, box.left());
                top = Math.min(top, box.top());
                right = Math.max(right, box.right());
                bottom = Math.max(bottom, box.bottom());
            }
        }
        smaller.add(new Box(comment, left - GAP, top - GAP - BAR, right + GAP, bottom + GAP));
    }

    private void draw(Box box) {
        double width = box.right() - box.left();
        out.add(
                "<rect class=\"comment\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" rx=\"4\"/>",
                box.left(), box.top(), width, box.bottom() - box.top());
        out.add(
                "<rect class=\"bar\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%d\" rx=\"4\"/>",
                box.left(), box.top(), width, BAR);
        out.text(box.left() + 8, box.top() + 18, "note", box.comment().text().replace('\n', ' '));
    }
}
