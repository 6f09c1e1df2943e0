package io.brewprint.clipboard;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Bytes to text: UTF-8, UTF-16 with or without a mark, and Windows' Latin as the last resort. */
final class Decoder {
    /** A text, how it was encoded, and whether that had to be guessed against UTF-8. */
    record Decoded(String text, Charset charset, boolean guessed) {}

    private Decoder() {}

    static Decoded decode(byte[] bytes) {
        if (bytes.length >= 2 && bytes.length % 2 == 0) {
            // The mark stays in the text as its first character: it is written back with it.
            if ((bytes[0] == (byte) 0xff && bytes[1] == (byte) 0xfe) || looksWide(bytes, 1)) {
                return new Decoded(new String(bytes, StandardCharsets.UTF_16LE), StandardCharsets.UTF_16LE, false);
            }
            if ((bytes[0] == (byte) 0xfe && bytes[1] == (byte) 0xff) || looksWide(bytes, 0)) {
                return new Decoded(new String(bytes, StandardCharsets.UTF_16BE), StandardCharsets.UTF_16BE, false);
            }
        }
        try {
            var text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return new Decoded(text, StandardCharsets.UTF_8, false);
        } catch (CharacterCodingException e) {
            return new Decoded(new String(bytes, StandardCharsets.ISO_8859_1), StandardCharsets.ISO_8859_1, true);
        }
    }

    /** True when every second byte of the beginning is zero and the others are not. */
    private static boolean looksWide(byte[] bytes, int zeroAt) {
        int n = Math.min(bytes.length, 64);
        for (int i = 0; i < n; i++) {
            if ((bytes[i] == 0) != (i % 2 == zeroAt)) {
                return false;
            }
        }
        return true;
    }
}
