package io.brewprint.dsl;

import io.brewprint.blueprint.NodeCatalog;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the {@link Fixer} changed, put into the text line by line: remarks, blanks and sound lines stay as they are. */
final class LineFixes {
    private final String text;
    private final Draft draft;

    /** The new line, or nothing where it goes, by number. */
    private final Map<Integer, Optional<String>> lines = new TreeMap<>();

    private LineFixes(String text, Draft draft) {
        this.text = text;
        this.draft = draft;
    }

    static Fixed of(String text, Draft draft, NodeCatalog catalog) {
        var fixes = new LineFixes(text, draft);
        fixes.compare(catalog);
        return fixes.apply();
    }

    private void compare(NodeCatalog catalog) {
        var fixer = new Fixer(catalog);
        Document before = draft.document();
        Document after = fixer.fix(before);
        for (int i = 0; i < before.variables().size(); i++) {
            if (!before.variables().get(i).equals(after.variables().get(i))) {
                put(draft.variableSpots.get(i), Printer.line(after.variables().get(i)));
            }
        }
        for (int g = 0; g < before.graphs().size(); g++) {
            graph(draft.graphs.get(g), before.graphs().get(g), after.graphs().get(g), fixer.kept.get(g));
        }
    }

    private void graph(Draft.OfGraph spots, Graph before, Graph after, boolean[] kept) {
        Set<String> given = literals(spots);
        var seen = new HashSet<String>();
        for (int i = 0; i < before.nodes().size(); i++) {
            Node node = after.nodes().get(i);
            boolean first = seen.add(node.id());
            if (!before.nodes().get(i).equals(node) || (first && given.contains(node.id()))) {
                put(spots.nodeSpots.get(i), Printer.line(node));
            }
        }
        int at = 0;
        for (int i = 0; i < kept.length; i++) {
            if (!kept[i]) {
                lines.put(spots.edgeSpots.get(i).line(), Optional.empty());
            } else if (!before.edges().get(i).equals(after.edges().get(at++))) {
                put(spots.edgeSpots.get(i), Printer.line(after.edges().get(at - 1)));
            }
        }
    }

    /** Values that stood where a wire should: the line goes, and the node that has the value now is named. */
    private Set<String> literals(Draft.OfGraph spots) {
        var read = new HashSet<Integer>();
        draft.problems.stream()
                .filter(problem -> problem.code().equals(ProblemCode.LITERAL_SOURCE.code()))
                .forEach(problem -> read.add(problem.line()));
        var nodes = new HashSet<String>();
        for (Draft.Literal literal : spots.literals) {
            if (read.contains(literal.spot().line())) {
                lines.put(literal.spot().line(), Optional.empty());
                nodes.add(literal.to().node());
            }
        }
        return nodes;
    }

    private void put(TextPositions.Spot spot, String line) {
        lines.put(spot.line(), Optional.of(line));
    }

    private Fixed apply() {
        Map<Integer, String> remarks = new HashMap<>();
        draft.remarks.stream()
                .filter(Draft.Remark::trailing)
                .forEach(remark -> remarks.put(remark.line(), remark.text()));
        var fixes = new ArrayList<Fixed.Fix>();
        var out = new StringBuilder(text.length());
        int number = 0;
        for (int start = 0; start < text.length(); ) {
            int end = start;
            while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
                end++;
            }
            boolean pair = end + 1 < text.length() && text.charAt(end) == '\r' && text.charAt(end + 1) == '\n';
            int next = Math.min(text.length(), end + (pair ? 2 : 1));
            number++;
            Optional<String> fixed = lines.get(number);
            if (fixed == null) {
                out.append(text, start, next);
            } else {
                line(new Line(number, start, end, next), fixed, remarks.get(number), out, fixes);
            }
            start = next;
        }
        return new Fixed(out.toString(), fixes);
    }

    private record Line(int number, int start, int end, int next) {}

    private void line(
            Line at, Optional<String> fixed, @Nullable String remark, StringBuilder out, List<Fixed.Fix> fixes) {
        String before = text.substring(at.start, at.end);
        String bare = before.startsWith("\ufeff") ? before.substring(1) : before;
        String indent = before.substring(
                0, before.indexOf(bare) + bare.length() - bare.stripLeading().length());
        String tail = remark == null ? "" : remark;
        String after =
                fixed.map(line -> tail.isEmpty() ? line : line + "  " + tail).orElse(tail.isEmpty() ? null : tail);
        if (Objects.equals(after, bare.strip())) {
            out.append(text, at.start, at.next);
            return;
        }
        fixes.add(new Fixed.Fix(at.number, bare.strip(), after));
        if (after != null) {
            out.append(indent).append(after).append(text, at.end, at.next);
        }
    }
}
