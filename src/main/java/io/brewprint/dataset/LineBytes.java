package io.brewprint.dataset;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The lines of a text file, each by itself: one that is no UTF-8 or too long does not hide the others. A byte order
 * mark and carriage returns are no content. No more than one line is held.
 */
public final class LineBytes implements AutoCloseable {
    /** A longer line is no training row. */
    static final int MOST = 8 << 20;

    private static final byte[] MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    private final InputStream in;
    private final byte[] block = new byte[1 << 16];
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private int at;
    private int filled;
    /** Bytes of the file before the block. */
    private long before;

    private long start;
    private int number;
    private String text = "";
    private String fault = "";

    /** Opens a file at its begin. */
    public LineBytes(Path file) throws IOException {
        this(file, 0);
    }

    /** Opens a file at a byte where a line begins. */
    public LineBytes(Path file, long start) throws IOException {
        in = Files.newInputStream(file);
        before = start;
        in.skipNBytes(start);
    }

    /** Goes on to the next line; false at the end. */
    public boolean next() throws IOException {
        start = before + at;
        line.reset();
        boolean tooLong = false;
        boolean any = false;
        boolean end = false;
        while (!end && fill()) {
            any = true;
            int from = at;
            while (at < filled && block[at] != '\n') {
                at++;
            }
            tooLong |= line.size() + at - from > MOST;
            if (!tooLong) {
                line.write(block, from, at - from);
            }
            end = at < filled;
            at += end ? 1 : 0;
        }
        if (!any) {
            return false;
        }
        number++;
        text = "";
        fault = tooLong ? "line is longer than " + MOST + " bytes" : "";
        if (!tooLong) {
            decode(line.toByteArray());
        }
        return true;
    }

    /** Whether there is a byte to read. */
    private boolean fill() throws IOException {
        if (at == filled) {
            before += filled;
            at = 0;
            filled = Math.max(0, in.read(block));
        }
        return at < filled;
    }

    private void decode(byte[] bytes) {
        int from = start == 0 && startsWith(bytes, MARK) ? MARK.length : 0;
        int to = bytes.length > from && bytes[bytes.length - 1] == '\r' ? bytes.length - 1 : bytes.length;
        try {
            text = decoder.decode(ByteBuffer.wrap(bytes, from, to - from)).toString();
        } catch (CharacterCodingException e) {
            fault = "the line is no valid UTF-8; save the file as UTF-8";
        }
    }

    private static boolean startsWith(byte[] bytes, byte[] mark) {
        return Arrays.mismatch(bytes, mark) == mark.length || Arrays.equals(bytes, mark);
    }

    /** Its number, from 1. */
    public int number() {
        return number;
    }

    /** At which byte of the file it begins. */
    public long start() {
        return start;
    }

    /** Its text, without its end; empty where it has a fault. */
    public String text() {
        return text;
    }

    /** Why it has no text, or empty. */
    public String fault() {
        return fault;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
