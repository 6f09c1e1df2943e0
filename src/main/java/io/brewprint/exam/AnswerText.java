package io.brewprint.exam;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The document in what a model said: models that talk put it into a code fence, speak before it, and run on behind it.
 *
 * @param text the document, or everything where none is recognised
 * @param how what was done, in words joined by {@code +}: {@code as_is}, or fence, leading, trailing and leak
 */
public record AnswerText(String text, String how) {
    private static final Pattern FENCE = Pattern.compile("(?ms)^[ \\t]*(```+|~~~+)[^\\n`]*\\n(.*?)(?:^[ \\t]*\\1|\\z)");
    private static final Pattern BEGIN = Pattern.compile("(?m)^[ \\t*>]*BLUEPRINT:");
    /** What begins another turn, or is never in a document and often behind one; looked for behind its first line. */
    private static final Pattern LEAK =
            Pattern.compile("(?m)<\\|[a-z_]+\\|>|\\[/?INST\\]|</?s>|<<SYS>>|^.*(?:\\(stypy|Event_Unknown)"
                    + "|^[ \\t]*(?:#{3,} |(?i:user|assistant|system|human|instruction|input|response|output|explanation|note)s?:?\\s*$"
                    + "|(?i:user|assistant|human|instruction|response|explanation|note)s?: |[{}]+[ \\t]*$"
                    + "|(?i:(?:create|make|write|generate) (?:a|an|the) blueprint))");

    private static final List<String> LINES =
            List.of("BLUEPRINT:", "PARENT:", "CATEGORY:", "GRAPH:", "VAR ", "NODE ", "EXEC ", "DATA ", "COMMENT ", "#");

    /** Takes any text. */
    public static AnswerText of(String said) {
        String text = said;
        StringBuilder how = new StringBuilder();
        Matcher fence = FENCE.matcher(text);
        while (fence.find()) {
            if (BEGIN.matcher(fence.group(2)).find()) {
                text = fence.group(2);
                note(how, "fence");
                break;
            }
        }
        Matcher begin = BEGIN.matcher(text);
        if (!begin.find()) {
            return new AnswerText(said, "as_is");
        }
        int start = text.indexOf("BLUEPRINT:", begin.start());
        if (!preamble(text.substring(0, start))) {
            text = text.substring(start);
            note(how, "leading");
        }
        int firstEnd = text.indexOf('\n', text.indexOf("BLUEPRINT:"));
        Matcher leak = LEAK.matcher(text);
        if (firstEnd >= 0 && leak.find(firstEnd)) {
            text = text.substring(0, leak.start());
            note(how, "leak");
        }
        String kept = document(text);
        if (kept.length() < text.stripTrailing().length()) {
            text = kept;
            note(how, "trailing");
        }
        if (how.isEmpty()) {
            return new AnswerText(said, "as_is");
        }
        return new AnswerText(text.stripTrailing() + "\n", how.toString());
    }

    private static void note(StringBuilder how, String what) {
        how.append(how.isEmpty() ? "" : "+").append(what);
    }

    /** Blank lines and comments may stand before a document. */
    private static boolean preamble(String before) {
        return before.lines().map(String::strip).allMatch(line -> line.isEmpty() || line.startsWith("#"));
    }

    /**
     * Up to the last line that begins as lines of the language do; what stands between such lines is the model's fault.
     */
    private static String document(String text) {
        int end = 0;
        for (int at = 0; at < text.length(); ) {
            int next = text.indexOf('\n', at);
            int stop = next < 0 ? text.length() : next;
            String line = text.substring(at, stop).strip().toUpperCase(Locale.ROOT);
            if (LINES.stream().anyMatch(line::startsWith)) {
                end = stop;
            }
            at = stop + 1;
        }
        return text.substring(0, end);
    }
}
