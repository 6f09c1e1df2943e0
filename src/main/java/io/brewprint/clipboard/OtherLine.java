package io.brewprint.clipboard;

/** A blank line, or one that is not understood: kept, so that nothing is lost on writing. */
public final class OtherLine extends Entry {
    OtherLine(String text, int start, int end, int line) {
        super(text, start, end, line);
    }
}
