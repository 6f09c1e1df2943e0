package io.brewprint.render;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The value at an input without a wire, in the form that Unreal's editor gives it: a tick, a colour, boxes of text. */
final class PinValue {
    private static final int LONGEST = 28;
    private static final Pattern MEMBER = Pattern.compile("([A-Za-z]+)=([-+0-9.eE]+)");
    private static final int BOX = 15;

    private enum Form {
        TICK,
        COLOUR,
        BOXES
    }

    private record Part(String label, String text) {
        double width() {
            return (label.isEmpty() ? 0 : 10) + Math.max(14, text.length() * NodeFigure.LETTER + 8);
        }
    }

    private final Form form;
    private final String content;
    private final List<Part> parts = new ArrayList<>();

    private PinValue(Form form, String content) {
        this.form = form;
        this.content = content;
    }

    /** Null for a type that Unreal gives no box, or where nothing is known of the value. */
    static @Nullable PinValue of(@Nullable String type, @Nullable String value) {
        String kind = type == null ? "" : type;
        if (kind.equals("Bool")) {
            return new PinValue(Form.TICK, value == null ? "false" : value);
        }
        if (kind.equals("LinearColor") && value != null && value.contains("=")) {
            return new PinValue(Form.COLOUR, colour(value));
        }
        var boxes = new PinValue(Form.BOXES, "");
        if (kind.equals("Vector") || kind.equals("Rotator") || kind.equals("Vector2D")) {
            boxes.members(kind, value == null ? "" : value);
            return boxes;
        }
        String text = value != null
                ? value
                : switch (kind) {
                    case "Float" -> "0.0";
                    case "Int", "Int64", "Byte" -> "0";
                    case "String", "Text" -> "";
                    case "Name" -> "None";
                    default -> null;
                };
        if (text == null) {
            return null;
        }
        boxes.parts.add(new Part("", shown(kind, text)));
        return boxes;
    }

    private void members(String kind, String value) {
        String[] names = kind.equals("Rotator") ? new String[] {"Roll", "Pitch", "Yaw"} : new String[] {"X", "Y", "Z"};
        String[] bare = value.replaceAll("[()\\s]", "").split(",");
        // Written without names a rotator begins with its pitch.
        int[] order = kind.equals("Rotator") ? new int[] {2, 0, 1} : new int[] {0, 1, 2};
        int count = kind.equals("Vector2D") ? 2 : 3;
        for (int i = 0; i < count; i++) {
            String text = "0";
            Matcher member = MEMBER.matcher(value);
            while (member.find()) {
                text = member.group(1).equals(names[i]) ? member.group(2) : text;
            }
            if (value.indexOf('=') < 0 && bare.length > order[i] && !bare[order[i]].isEmpty()) {
                text = bare[order[i]];
            }
            parts.add(new Part(names[i].substring(0, 1), shown("Float", text)));
        }
    }

    private static String colour(String value) {
        var hex = new StringBuilder("#");
        for (String name : new String[] {"R", "G", "B"}) {
            double linear = 0;
            Matcher member = MEMBER.matcher(value);
            while (member.find()) {
                if (member.group(1).equals(name)) {
                    linear = number(member.group(2));
                }
            }
            // Unreal's colours are linear, those of the screen are not.
            hex.append(SvgText.format("%02x", Math.round(255 * Math.pow(Math.clamp(linear, 0, 1), 1 / 2.2))));
        }
        return hex.toString();
    }

    private static double number(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private static String shown(String type, String value) {
        String line = value.replace('\n', ' ');
        if (type.equals("Float") && line.matches("[-+]?\\d+(\\.\\d+)?")) {
            String bare = line.indexOf('.') < 0 ? line + ".0" : line.replaceAll("0+$", "");
            return bare.endsWith(".") ? bare + "0" : bare;
        }
        if (line.startsWith("/") && line.indexOf('.') > 0) {
            line = line.substring(line.lastIndexOf('.') + 1).replaceAll("_C$", "");
        }
        return line.length() > LONGEST ? line.substring(0, LONGEST - 1) + "…" : line;
    }

    double width() {
        return form == Form.BOXES ? parts.stream().mapToDouble(Part::width).sum() + (parts.size() - 1) * 4.0 : BOX;
    }

    /** Draws it with its left edge at x and its middle at y. */
    void draw(SvgText out, double x, double y) {
        double top = y - BOX / 2.0;
        switch (form) {
            case TICK -> {
                out.add(
                        "<rect class=\"box\" x=\"%.1f\" y=\"%.1f\" width=\"%d\" height=\"%d\" rx=\"3\"/>",
                        x, top, BOX, BOX);
                if (content.equalsIgnoreCase("true") || content.equals("1")) {
                    out.add(
                            "<path d=\"M%.1f %.1fl3.2 3.4l5.6 -7\" fill=\"none\" stroke=\"#1a84ff\" stroke-width=\"2.4\"/>",
                            x + 3.2, y + 0.4);
                }
            }
            case COLOUR ->
                out.add(
                        "<rect class=\"box\" x=\"%.1f\" y=\"%.1f\" width=\"%d\" height=\"%d\" rx=\"2\" "
                                + "style=\"fill:%s\"/>",
                        x, top, BOX, BOX, content);
            case BOXES -> {
                double at = x;
                for (Part part : parts) {
                    double label = part.label().isEmpty() ? 0 : 10;
                    out.text(at, y + 4, "faint", part.label());
                    out.add(
                            "<rect class=\"box\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%d\" rx=\"3\"/>",
                            at + label, top, part.width() - label, BOX);
                    out.text(at + label + 4, y + 4, "value", part.text());
                    at += part.width() + 4;
                }
            }
        }
    }
}
