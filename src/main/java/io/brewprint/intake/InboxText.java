package io.brewprint.intake;

import io.brewprint.config.Fault;
import io.brewprint.config.Where;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** The text of a dropped file: UTF-8, or UTF-16 with the mark that Windows editors write; anything else is refused. */
final class InboxText {
    private InboxText() {}

    static String decode(byte[] bytes) {
        if (bytes.length >= 2 && (bytes[0] & 0xff) == 0xff && (bytes[1] & 0xff) == 0xfe) {
            return decode(bytes, 2, StandardCharsets.UTF_16LE);
        }
        if (bytes.length >= 2 && (bytes[0] & 0xff) == 0xfe && (bytes[1] & 0xff) == 0xff) {
            return decode(bytes, 2, StandardCharsets.UTF_16BE);
        }
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == 0) {
                throw new Fault(
                        "binary",
                        "the file is binary: byte " + (i + 1) + " is zero",
                        Where.at(lineOf(bytes, i), 0),
                        "drop text files only");
            }
        }
        boolean marked = bytes.length >= 3
                && (bytes[0] & 0xff) == 0xef
                && (bytes[1] & 0xff) == 0xbb
                && (bytes[2] & 0xff) == 0xbf;
        String text = decode(bytes, marked ? 3 : 0, StandardCharsets.UTF_8);
        if (text.isBlank()) {
            throw new Fault(
                    "empty",
                    bytes.length == 0 ? "the file is empty" : "the file holds only white space",
                    "copy the nodes in Unreal again and save the text");
        }
        return text;
    }

    private static String decode(byte[] bytes, int from, Charset charset) {
        var decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes, from, bytes.length - from);
        try {
            return decoder.decode(in).toString();
        } catch (CharacterCodingException e) {
            throw new Fault(
                    "encoding",
                    "the file is not valid " + charset.name(),
                    Where.at(lineOf(bytes, in.position()), 0),
                    "save it as UTF-8");
        }
    }

    private static int lineOf(byte[] bytes, int at) {
        int line = 1;
        for (int i = 0; i < at; i++) {
            if (bytes[i] == '\n') {
                line++;
            }
        }
        return line;
    }
}
