package io.brewprint.render;

import java.util.Locale;

/** SVG while it is written. */
public final class SvgText {
    private final StringBuilder out = new StringBuilder();

    /** Numbers with a point on every system. */
    public SvgText add(String pattern, Object... values) {
        out.append(format(pattern, values));
        return this;
    }

    static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }

    /** A text of a class of the style; nothing for none. */
    public void text(double x, double y, String style, String text) {
        if (!text.isEmpty()) {
            add("<text x=\"%.1f\" y=\"%.1f\" class=\"%s\">", x, y, style);
            out.append(escape(text)).append("</text>");
        }
    }

    @Override
    public String toString() {
        return out.toString();
    }

    /** Text that XML allows: marks escaped, controls left out. */
    public static String escape(String text) {
        var out = new StringBuilder();
        text.codePoints().forEach(c -> {
            switch (c) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '"' -> out.append("&quot;");
                default -> {
                    boolean allowed = c >= ' ' && c != 0xfffe && c != 0xffff && (c < 0xd800 || c > 0xdfff);
                    out.appendCodePoint(allowed ? c : ' ');
                }
            }
        });
        return out.toString();
    }
}
