package io.brewprint.render;

import io.brewprint.blueprint.Titles;
import org.jspecify.annotations.Nullable;

/** A pin as it is drawn. */
final class Socket {
    final String name;
    final boolean output;
    final boolean exec;

    @Nullable
    String type;

    /** What stands in its box: the value set, else the one that Unreal gives; null for no box. */
    @Nullable
    PinValue value;

    boolean wired;
    String label;
    int row;

    Socket(String name, boolean output, boolean exec, @Nullable String type) {
        this.name = name;
        this.output = output;
        this.exec = exec;
        this.type = type;
        boolean silent = exec && (name.equals("Execute") || name.equals("Then"));
        this.label = silent ? "" : Titles.spaced(name);
    }

    double y() {
        return NodeFigure.HEADER + 4 + row * NodeFigure.ROW + NodeFigure.ROW / 2.0;
    }

    /** Width of label and value, in pixels. */
    double width() {
        return label.length() * NodeFigure.LETTER + (value == null ? 0 : value.width() + 10);
    }
}
