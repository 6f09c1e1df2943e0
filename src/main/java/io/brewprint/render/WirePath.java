package io.brewprint.render;

import java.util.List;

/** A wire through points as a smooth curve: it leaves and arrives level, as Unreal's wires do. */
final class WirePath {
    private static final double LEAST = 40;

    private WirePath() {}

    static String of(List<double[]> points) {
        var path = new StringBuilder(SvgText.format("M%.1f %.1f", points.getFirst()[0], points.getFirst()[1]));
        double[] along = {1, 0};
        for (int i = 1; i < points.size(); i++) {
            double[] from = points.get(i - 1);
            double[] to = points.get(i);
            double[] next = i + 1 < points.size() ? direction(from, to, points.get(i + 1)) : new double[] {1, 0};
            boolean end = i == 1 || i + 1 == points.size();
            double dx =
                    Math.max(end && points.size() == 2 ? LEAST : end ? LEAST / 3 : 0, Math.abs(to[0] - from[0]) / 2);
            double dy = Math.abs(to[1] - from[1]) / 2;
            path.append(SvgText.format(
                    "C%.1f %.1f %.1f %.1f %.1f %.1f",
                    from[0] + along[0] * dx,
                    from[1] + along[1] * dy,
                    to[0] - next[0] * dx,
                    to[1] - next[1] * dy,
                    to[0],
                    to[1]));
            along = next;
        }
        return path.toString();
    }

    /** Level on the way forth or back; where a wire turns round, it goes up or down. */
    private static double[] direction(double[] before, double[] at, double[] after) {
        if (before[0] <= at[0] && at[0] <= after[0]) {
            return new double[] {1, 0};
        }
        if (before[0] >= at[0] && at[0] >= after[0]) {
            return new double[] {-1, 0};
        }
        return new double[] {0, Math.signum(after[1] - before[1])};
    }
}
