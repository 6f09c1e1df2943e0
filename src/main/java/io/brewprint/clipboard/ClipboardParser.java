package io.brewprint.clipboard;

import io.brewprint.clipboard.ClipboardException.Kind;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads Unreal's clipboard text line by line. Damage is repaired as far as it goes, each repair with a diagnostic; a
 * text without any object is refused.
 */
public final class ClipboardParser {
    private static final String BEGIN = "Begin Object";
    private static final String END = "End Object";
    private static final String CUSTOM = "CustomProperties";

    /** Later repairs are made without a word: a damaged file would otherwise fill the memory. */
    private static final int MOST_DIAGNOSTICS = 1_000;

    private final String text;
    private final ClipboardLimits limits;
    private final List<Diagnostic> diagnostics = new ArrayList<>();
    private final List<Entry> roots = new ArrayList<>();
    private final Deque<ClipObject> open = new ArrayDeque<>();
    private final Set<String> names = new HashSet<>();
    private int line;
    private int paste;
    private int objects;
    private int nextBegin;

    private ClipboardParser(String text, ClipboardLimits limits) {
        this.text = text;
        this.limits = limits;
    }

    /**
     * Reads a text within the default limits.
     *
     * @throws ClipboardException when it holds no object, or exceeds a limit
     */
    public static Clip parse(String text) {
        return parse(text, ClipboardLimits.DEFAULT);
    }

    /**
     * Reads a text.
     *
     * @throws ClipboardException when it holds no object, or exceeds a limit
     */
    public static Clip parse(String text, ClipboardLimits limits) {
        return read(text, limits, StandardCharsets.UTF_8, false);
    }

    /**
     * Reads the bytes of a file: UTF-8 or UTF-16, with or without a byte order mark.
     *
     * @throws ClipboardException when they hold no object, or exceed a limit
     */
    public static Clip parse(byte[] bytes, ClipboardLimits limits) {
        if (bytes.length / 4 > limits.characters()) {
            throw Refusals.tooLarge(bytes.length / 4, limits);
        }
        Decoder.Decoded decoded = Decoder.decode(bytes);
        return read(decoded.text(), limits, decoded.charset(), decoded.guessed());
    }

    private static Clip read(String text, ClipboardLimits limits, Charset charset, boolean guessed) {
        if (text.length() > limits.characters()) {
            throw Refusals.tooLarge(text.length(), limits);
        }
        Refusals.checkBeforeReading(text);
        boolean entities = text.contains("Name=&quot;");
        var parser = new ClipboardParser(entities ? Refusals.withoutEntities(text) : text, limits);
        if (entities) {
            parser.report(Diagnostic.Kind.ENTITIES, 1, 1, "HTML entities stand for quotes; read as quotes");
        }
        if (guessed) {
            parser.report(Diagnostic.Kind.ENCODING, 1, 1, "the bytes are no UTF-8; read as Latin-1");
        }
        parser.lines();
        return new Clip(parser.roots, charset, parser.diagnostics);
    }

    private void lines() {
        char lineEnd = text.indexOf('\n') < 0 && text.indexOf('\r') >= 0 ? '\r' : '\n';
        nextBegin = text.indexOf(BEGIN);
        int start = 0;
        while (start < text.length()) {
            line++;
            int found = text.indexOf(lineEnd, start);
            int end = found < 0 ? text.length() : found + 1;
            line(start, end);
            start = end;
        }
        if (roots.stream().noneMatch(entry -> entry instanceof ClipObject object && object.isClosed())) {
            ClipObject first = open.isEmpty() ? null : open.getLast();
            throw new ClipboardException(
                    Kind.TRUNCATED,
                    first == null ? 1 : first.line(),
                    1,
                    "no object is complete: the text breaks off",
                    "copy the nodes again and save the whole text");
        }
        while (!open.isEmpty()) {
            ClipObject cut = open.pop();
            report(
                    Diagnostic.Kind.CUT_OFF,
                    line,
                    1,
                    "the text ends within '" + cut.name() + "' of line " + cut.line() + "; kept as far as it goes");
        }
    }

    private void line(int start, int end) {
        int from = start;
        while (from < end && isBlank(text.charAt(from))) {
            from++;
        }
        int to = end;
        while (to > from && isBlank(text.charAt(to - 1))) {
            to--;
        }
        if (from == to) {
            add(new OtherLine(text, start, end, line));
        } else if (startsWord(from, to, BEGIN)) {
            nextBegin = text.indexOf(BEGIN, from + 1);
            begin(start, from, end, to);
        } else if (startsWord(from, to, END)) {
            end(start, end);
        } else {
            int glued = glued(from, to);
            content(start, from, glued < 0 ? end : glued, glued < 0 ? to : glued);
            if (glued >= 0) {
                report(
                        Diagnostic.Kind.GLUED,
                        line,
                        glued - start + 1,
                        "another paste begins in the middle of the line; open objects are closed before it");
                open.clear();
                newPaste();
                nextBegin = text.indexOf(BEGIN, glued + 1);
                begin(glued, glued, end, to);
            }
        }
    }

    private boolean startsWord(int from, int to, String word) {
        int after = from + word.length();
        return text.startsWith(word, from) && (after >= to || isBlank(text.charAt(after)));
    }

    /** Where a second Begin Object stands in the middle of a line and outside quotes, or -1. */
    private int glued(int from, int to) {
        while (nextBegin >= 0 && nextBegin < from) {
            nextBegin = text.indexOf(BEGIN, nextBegin + 1);
        }
        if (nextBegin < 0 || nextBegin >= to) {
            return -1;
        }
        for (int i = from; i < nextBegin; i++) {
            if (text.charAt(i) == '"') {
                int close = Literals.quoteEnd(text, i, to);
                // A quote left open by the cut does not hide the next paste.
                if (close > nextBegin && close < to) {
                    return -1;
                }
                i = close - 1;
            }
        }
        boolean named = text.startsWith(" Class=", nextBegin + BEGIN.length())
                || text.startsWith(" Name=", nextBegin + BEGIN.length());
        return named ? nextBegin : -1;
    }

    private void begin(int start, int from, int end, int to) {
        Entry last = open.isEmpty() ? null : open.peek().lastEntry();
        if (from == start && last != null && isBlank(text.charAt(last.start))) {
            ClipObject unclosed = open.getLast();
            report(
                    Diagnostic.Kind.MISSING_END,
                    line,
                    1,
                    "'" + unclosed.name() + "' of line " + unclosed.line()
                            + " has no End Object; closed before the next object");
            open.clear();
        }
        if (++objects > limits.objects()) {
            throw new ClipboardException(
                    Kind.TOO_MANY,
                    line,
                    from - start + 1,
                    "more than " + limits.objects() + " objects",
                    "export fewer nodes at a time");
        }
        if (open.size() >= limits.depth()) {
            throw new ClipboardException(
                    Kind.TOO_DEEP,
                    line,
                    from - start + 1,
                    "objects nested deeper than " + limits.depth(),
                    "this is no text that Unreal writes");
        }
        Head head = Head.read(text, from + BEGIN.length(), to);
        String name = Literals.plain(head.name());
        if (name.isEmpty()) {
            report(Diagnostic.Kind.NO_NAME, line, from - start + 1, "an object without a name; its links are lost");
        }
        if (open.isEmpty() && !name.isEmpty() && !names.add(name)) {
            // Names are unique in a graph: the same name again means that another paste follows.
            newPaste();
            names.add(name);
        }
        var object = new ClipObject(text, start, end, line, head, paste);
        add(object);
        open.push(object);
    }

    private void newPaste() {
        paste++;
        names.clear();
    }

    private void end(int start, int end) {
        if (open.isEmpty()) {
            report(Diagnostic.Kind.STRAY_END, line, 1, "End Object without Begin Object; passed over");
            add(new OtherLine(text, start, end, line));
        } else {
            open.pop().close(start, end);
        }
    }

    private void content(int start, int from, int end, int to) {
        if (open.isEmpty()) {
            report(Diagnostic.Kind.BAD_LINE, line, from - start + 1, "a line outside any object; passed over");
            add(new OtherLine(text, start, end, line));
        } else if (startsWord(from, to, CUSTOM)) {
            custom(start, from, end, to);
        } else {
            int key = text.charAt(from) == '"' ? Literals.quoteEnd(text, from, to) : from;
            int equals = text.indexOf('=', key);
            if (equals < 0 || equals >= to) {
                report(Diagnostic.Kind.BAD_LINE, line, from - start + 1, "no Key=Value; passed over");
                add(new OtherLine(text, start, end, line));
            } else {
                add(new Property(text, start, end, line, equals, to));
            }
        }
    }

    private void custom(int start, int from, int end, int to) {
        int word = from + CUSTOM.length();
        while (word < to && isBlank(text.charAt(word))) {
            word++;
        }
        int list = text.indexOf('(', word);
        String kind = list < 0 || list >= to ? "" : text.substring(word, list).strip();
        switch (kind) {
            case "Pin" -> {
                var pin = new Pin(text, start, end, line, list, to);
                if (!pin.isWhole()) {
                    report(
                            Diagnostic.Kind.BAD_PIN,
                            line,
                            from - start + 1,
                            "the pin breaks off; its fields are read as far as they go");
                }
                add(pin);
            }
            case "UserDefinedPin" -> add(new UserPin(text, start, end, line, list, to));
            default -> {
                report(Diagnostic.Kind.BAD_LINE, line, from - start + 1, "custom properties of an unknown kind");
                add(new OtherLine(text, start, end, line));
            }
        }
    }

    private void add(Entry entry) {
        if (open.isEmpty()) {
            roots.add(entry);
        } else {
            open.peek().add(entry);
        }
    }

    private void report(Diagnostic.Kind kind, int atLine, int column, String message) {
        if (diagnostics.size() < MOST_DIAGNOSTICS) {
            diagnostics.add(new Diagnostic(kind, atLine, column, message));
        }
    }

    static boolean isBlank(char c) {
        return c <= ' ' || c == 0xfeff;
    }
}
