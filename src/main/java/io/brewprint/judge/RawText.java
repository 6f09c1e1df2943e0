package io.brewprint.judge;

import io.brewprint.config.Fault;
import io.brewprint.config.Where;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

/**
 * Reads clipboard text line by line into raw objects. What is no line of Unreal's is passed over, as Unreal does; what
 * is beyond a limit, and a text without any object, is a fault.
 */
final class RawText {
    private static final String BEGIN = "Begin Object";
    private static final int LONGEST_NAME = 1_024;

    private final JudgeLimits limits;
    private final List<RawObject> top = new ArrayList<>();
    private final Deque<RawObject> open = new ArrayDeque<>();
    private int parts;
    private int pastes;

    private RawText(JudgeLimits limits) {
        this.limits = limits;
    }

    /** The objects of a text, in its order. */
    static List<RawObject> read(String text, JudgeLimits limits) {
        if (text.length() > limits.chars()) {
            throw new Fault(
                    "too_large",
                    "the text has " + text.length() + " characters, the limit is " + limits.chars(),
                    "take fewer nodes at a time");
        }
        var reader = new RawText(limits);
        // Text that went through a web page: no text of Unreal's own has a name in entities.
        String plain = text.contains("Name=&quot;") ? decoded(text) : text;
        int number = 0;
        for (int at = 0; at < plain.length(); ) {
            int end = plain.indexOf('\n', at);
            end = end < 0 ? plain.length() : end;
            reader.line(plain.substring(at, end).strip(), ++number);
            at = end + 1;
        }
        if (reader.top.isEmpty()) {
            throw new Fault("no_object", "the text holds no object", "copy nodes in Unreal's graph editor");
        }
        return List.copyOf(reader.top);
    }

    private static String decoded(String text) {
        return text.replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&");
    }

    private void line(String raw, int number) {
        String line = raw.startsWith("\ufeff") ? raw.substring(1).strip() : raw;
        // Two pastes in one line: the second begins where the first was cut off.
        int glued = line.indexOf(BEGIN + " Class=", 1);
        if (glued > 0 && !RawValue.isWithinQuotes(line, glued)) {
            line(line.substring(0, glued).strip(), number);
            open.clear();
            pastes++;
            line = line.substring(glued);
        }
        if (startsWith(line, BEGIN)) {
            begin(line.substring(BEGIN.length()), number);
        } else if (startsWith(line, "End Object")) {
            open.poll();
        } else if (!open.isEmpty() && startsWith(line, "CustomProperties ")) {
            custom(open.element(), line.substring("CustomProperties ".length()).strip(), number);
        } else if (!open.isEmpty()) {
            property(open.element(), line, number);
        }
    }

    private void begin(String head, int number) {
        if (open.size() >= limits.nesting()) {
            throw new Fault(
                    "too_deep",
                    "objects are nested deeper than " + limits.nesting(),
                    Where.at(number, 1),
                    "copy the inner graph alone");
        }
        String classPath = headValue(head, "Class");
        String name = headValue(head, "Name");
        RawObject holder = open.peek();
        RawObject declared = holder == null || !classPath.isEmpty() ? null : holder.declared(name);
        if (declared == null) {
            count(number);
            declared = new RawObject(RawValue.path(classPath), name, number, pastes);
            if (holder == null) {
                top.add(declared);
            } else {
                holder.add(declared);
            }
        }
        open.push(declared);
    }

    private void count(int number) {
        if (++parts > limits.objects()) {
            throw new Fault(
                    "too_many",
                    "the text has more than " + limits.objects() + " objects and pins",
                    Where.at(number, 1),
                    "take fewer nodes at a time");
        }
    }

    /** The value of {@code Key=Value} among words that blanks separate, without its quotes. */
    private static String headValue(String head, String key) {
        for (int at = 0; at < head.length(); ) {
            int equals = head.indexOf('=', at);
            if (equals < 0) {
                return "";
            }
            int end = equals + 1;
            boolean quoted = false;
            while (end < head.length() && (quoted || !Character.isWhitespace(head.charAt(end)))) {
                quoted ^= head.charAt(end) == '"';
                end++;
            }
            if (head.substring(at, equals).strip().equalsIgnoreCase(key)) {
                return RawValue.unquoted(head.substring(equals + 1, end));
            }
            at = end;
        }
        return "";
    }

    private void custom(RawObject object, String rest, int number) {
        int from = rest.indexOf('(');
        int to = rest.lastIndexOf(')');
        if (from < 0) {
            return;
        }
        count(number);
        String kind = rest.substring(0, from).strip();
        var line = new RawLine(
                kind.toLowerCase(Locale.ROOT), rest.substring(from, to < from ? rest.length() : to + 1), number);
        if (kind.equalsIgnoreCase("Pin")) {
            object.pins.add(line);
        } else {
            object.userPins.add(line);
        }
    }

    private static void property(RawObject object, String line, int number) {
        int equals = equalsSign(line);
        if (equals > 0) {
            String name = line.substring(0, equals).replace("\"", "").strip().toLowerCase(Locale.ROOT);
            object.properties.add(new RawLine(
                    name.replace('[', '(').replace(']', ')'),
                    line.substring(equals + 1).strip(),
                    number));
        }
    }

    /** Where the name ends: names in quotes may hold the sign. */
    private static int equalsSign(String line) {
        boolean quoted = false;
        for (int i = 0; i < Math.min(line.length(), LONGEST_NAME); i++) {
            char c = line.charAt(i);
            quoted ^= c == '"';
            if (c == '=' && !quoted) {
                return i;
            }
        }
        return -1;
    }

    private static boolean startsWith(String line, String word) {
        return line.regionMatches(true, 0, word, 0, word.length());
    }
}
