package io.brewprint.page;

import io.brewprint.config.Fault;
import io.brewprint.render.SvgText;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** HTML while it is written to where it goes; nothing of it is held. */
final class Html {
    private static final String STYLE = "page.css";

    private final Writer out;

    Html(Writer out) {
        this.out = out;
    }

    /** Marks as they are. */
    Html raw(String marks) throws IOException {
        out.write(marks);
        return this;
    }

    /** Anybody's text between two marks. */
    Html text(String before, String text, String after) throws IOException {
        return raw(before).raw(SvgText.escape(text)).raw(after);
    }

    /** Several lines as they stand; more than {@code most} are counted only. */
    Html lines(List<String> lines, int most) throws IOException {
        raw("<pre>");
        for (String line : lines.subList(0, Math.min(most, lines.size()))) {
            text("", line, "\n");
        }
        if (lines.size() > most) {
            raw("and " + (lines.size() - most) + " more lines\n");
        }
        return raw("</pre>\n");
    }

    /** Up to the body: nothing may be loaded and nothing may run, whatever the texts say. */
    Html begin(String title) throws IOException {
        raw(
                "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"/>"
                        + "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\"/>"
                        + "<meta name=\"viewport\" content=\"width=device-width\"/><meta name=\"color-scheme\" content=\"light dark\"/>\n");
        text("<title>", title, "</title>\n<style>\n");
        try (InputStream in = Html.class.getResourceAsStream(STYLE)) {
            if (in == null) {
                throw new Fault("incomplete", STYLE + " is missing from the program", "build it again");
            }
            raw(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
        return raw("</style></head><body>\n");
    }

    void end() throws IOException {
        raw("</body></html>\n");
    }

    /** A share in percent, or another figure with three digits. */
    static String figure(boolean share, double value) {
        return share ? String.format(Locale.ROOT, "%.1f %%", 100 * value) : String.format(Locale.ROOT, "%.3f", value);
    }

    /** The same of a difference, with its sign. */
    static String difference(boolean share, double value) {
        return share ? String.format(Locale.ROOT, "%+.1f", 100 * value) : String.format(Locale.ROOT, "%+.3f", value);
    }
}
