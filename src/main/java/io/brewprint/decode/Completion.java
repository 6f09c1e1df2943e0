package io.brewprint.decode;

import java.util.Arrays;
import java.util.Locale;

/**
 * What a request gave.
 *
 * @param text the answer, without the token or the text that ends it
 * @param tokens tokens generated, those of {@code text}; 0 where a server does not tell
 * @param end why it ended
 * @param word the same in a word: {@link End#word}, or a server's own
 * @param promptTokens tokens of the prompt; 0 where a server does not tell
 * @param seconds from the time when its prompt was begun to be read
 */
public record Completion(String text, int tokens, End end, String word, int promptTokens, double seconds) {
    /** Why an answer ended. */
    public enum End {
        /** The model ended it. */
        END,
        /** Its limit of tokens, or the model's context, was reached. */
        LENGTH,
        /** One of its stop texts came. */
        STOP_TEXT,
        /** Its limit of time was reached. */
        TIMEOUT,
        /** Nobody wants it any more. */
        CANCELLED,
        /** For a reason that only a server knows. */
        OTHER;

        /** As results spell it: end, length, stop_text, timeout, cancelled. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** One of our own engine. */
    public static Completion of(String text, int tokens, End end, int promptTokens, double seconds) {
        return new Completion(text, tokens, end, end.word(), promptTokens, seconds);
    }

    /** One of a server that says in a word why it ended. */
    public static Completion saying(String text, int tokens, String word, double seconds) {
        End end = Arrays.stream(End.values())
                .filter(each -> each.word().equals(word))
                .findFirst()
                .orElse(End.OTHER);
        return new Completion(text, tokens, end, word, 0, seconds);
    }

    /** Whether the model ended the answer, or one of its stop texts; else it was cut. */
    public boolean finished() {
        return end == End.END || end == End.STOP_TEXT;
    }

    /** The same in OpenAI's words: stop, or length where a limit of tokens or of time cut it. */
    public String finish() {
        return finished() ? "stop" : "length";
    }

    /** Whether nobody waited for its end. */
    public boolean cancelled() {
        return end == End.CANCELLED;
    }

    /** Tokens a second, 0 where unknown. */
    public double speed() {
        return seconds > 0 ? tokens / seconds : 0;
    }
}
