package io.brewprint.judge;

import io.brewprint.config.Fault;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Compares a clipboard text with what was made of it, as Unreal would read both. */
public final class Judge {
    private final JudgeLimits limits;
    private final Rules rules = Rules.standard();

    /** With limits for either text. */
    public Judge(JudgeLimits limits) {
        this.limits = limits;
    }

    /** The characters of a file: UTF-8, UTF-16 as Windows programs save it with or without its mark, or Latin-1. */
    public static String text(byte[] bytes) {
        boolean wide = bytes.length > 1 && bytes.length % 2 == 0;
        if (wide && (isMark(bytes, 0xff, 0xfe) || bytes[1] == 0)) {
            return new String(bytes, StandardCharsets.UTF_16LE);
        }
        if (wide && (isMark(bytes, 0xfe, 0xff) || bytes[0] == 0)) {
            return new String(bytes, StandardCharsets.UTF_16BE);
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
    }

    /**
     * Compares.
     *
     * @param original the text as it was copied
     * @param found the text that has to mean the same
     * @throws Fault when a text has no object or is beyond a limit
     */
    public Verdict compare(String original, String found) {
        JudgedGraph first = JudgedGraph.of(RawText.read(original, limits), rules);
        JudgedGraph second = JudgedGraph.of(RawText.read(found, limits), rules);
        Map<JudgedNode, JudgedNode> pairs = Matching.of(first, second, rules);
        var tally = new VerdictTally();
        new NodeComparison(rules, tally, pairs).compare(first, second);
        new WireComparison(tally, PinComparison.compare(rules, tally, pairs)).compare(first, second);
        return tally.verdict();
    }

    private static boolean isMark(byte[] bytes, int first, int second) {
        return (bytes[0] & 0xff) == first && (bytes[1] & 0xff) == second;
    }
}
