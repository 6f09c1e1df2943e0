package io.brewprint.clipboard;

/** Writes a parsed text back, character for character. */
public final class ClipboardWriter {
    private ClipboardWriter() {}

    /** The text, as it was read. */
    public static String write(Clip clip) {
        var out = new StringBuilder();
        clip.entries().forEach(entry -> entry.write(out));
        return out.toString();
    }

    /** The bytes, in the encoding they were read in. */
    public static byte[] bytes(Clip clip) {
        return write(clip).getBytes(clip.charset());
    }
}
