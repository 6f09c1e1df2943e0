package io.brewprint.clipboard;

import io.brewprint.clipboard.ClipboardException.Kind;

/** Texts that are not read at all, and why. */
final class Refusals {
    private Refusals() {}

    static ClipboardException tooLarge(int length, ClipboardLimits limits) {
        return new ClipboardException(
                Kind.TOO_LARGE,
                0,
                0,
                "the text has " + length + " characters, the limit is " + limits.characters(),
                "export fewer nodes at a time, or raise the limit");
    }

    /** Refuses what holds no object: the kind tells a person what the file is instead. */
    static void checkBeforeReading(String text) {
        if (text.contains("Begin Object")) {
            return;
        }
        if (text.isBlank() || text.equals("\ufeff")) {
            throw new ClipboardException(
                    Kind.EMPTY,
                    0,
                    0,
                    "the file is empty",
                    "copy nodes in Unreal's graph editor (Ctrl+C) and paste them into a text file");
        }
        int binary = firstBinary(text);
        if (binary >= 0) {
            throw at(
                    Kind.BINARY,
                    text,
                    binary,
                    "the file is binary, not text",
                    "save the pasted text itself, not an asset or a document");
        }
        int object = Math.max(text.indexOf("End Object"), text.indexOf("CustomProperties "));
        if (object >= 0 || text.strip().startsWith("Begin")) {
            throw at(
                    Kind.TRUNCATED,
                    text,
                    Math.max(object, 0),
                    "the beginning of every object is missing",
                    "copy the nodes again and save the whole text");
        }
        throw at(
                Kind.FOREIGN,
                text,
                0,
                "this is no clipboard text of Unreal: no line 'Begin Object'",
                "copy nodes in Unreal's graph editor (Ctrl+C) and paste them into a text file");
    }

    /** The first of many control characters; -1 when there are hardly any. */
    private static int firstBinary(String text) {
        int first = -1;
        int count = 0;
        int n = Math.min(text.length(), 8192);
        for (int i = 0; i < n; i++) {
            char c = text.charAt(i);
            if (c == 0 || c == 0xfffd || (c < ' ' && c != '\n' && c != '\r' && c != '\t' && c != '\f')) {
                first = first < 0 ? i : first;
                count += c == 0 ? 50 : 1;
            }
        }
        return count * 50 > n ? first : -1;
    }

    private static ClipboardException at(Kind kind, String text, int index, String message, String remedy) {
        int line = 1;
        int start = 0;
        for (int i = 0; i < index; i++) {
            if (text.charAt(i) == '\n') {
                line++;
                start = i + 1;
            }
        }
        return new ClipboardException(kind, line, index - start + 1, message, remedy);
    }

    static String withoutEntities(String text) {
        return text.replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&apos;", "'")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&nbsp;", " ")
                .replace("&amp;", "&");
    }
}
