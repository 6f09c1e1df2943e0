package io.brewprint.dsl;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Finds bytes that are no UTF-8. */
final class Utf8 {
    private Utf8() {}

    /** The first of them, with its line and column; null when there is none. */
    static @Nullable Problem firstFault(byte[] bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(1 << 13);
        int line = 1;
        int column = 1;
        boolean afterReturn = false;
        while (true) {
            CoderResult result = decoder.decode(in, out, true);
            out.flip();
            while (out.hasRemaining()) {
                char c = out.get();
                if (c == '\n' || c == '\r') {
                    line += c == '\n' && afterReturn ? 0 : 1;
                    column = 1;
                } else {
                    column++;
                }
                afterReturn = c == '\r';
            }
            out.clear();
            if (result.isError()) {
                return ProblemCode.NOT_UTF8.at(
                        line,
                        column,
                        "byte 0x" + Integer.toHexString(bytes[in.position()] & 0xff) + " is no UTF-8",
                        "save the file as UTF-8");
            }
            if (result.isUnderflow()) {
                return null;
            }
        }
    }
}
