package io.brewprint.token;

import java.util.List;

/** An answer's text as its tokens come: whole characters only, and nothing of what may become a stop text. */
public final class TextStream {
    private static final char UNKNOWN = '\ufffd';
    private static final int MOST_PENDING = 64;

    private final Tokenizer tokenizer;
    private final List<String> stops;
    private final int longest;
    private final Ids ids = new Ids();
    private final StringBuilder text = new StringBuilder();
    private int prefix; // tokens from here on are decoded together, as some tokenizers join a token to the one before
    private int read;
    private int given; // characters given of the tokens behind read
    private int told;
    private boolean stopped;

    public TextStream(Tokenizer tokenizer, List<String> stops) {
        this.tokenizer = tokenizer;
        this.stops = stops;
        longest = stops.stream().mapToInt(String::length).max().orElse(0);
    }

    /** Takes a token; gives whether a stop text ends the answer. */
    public boolean push(int token) {
        ids.add(token);
        advance(false);
        return stopped;
    }

    /** Appends what is certain: all but characters at the end that more bytes may still complete. */
    private void advance(boolean last) {
        int known = decode(prefix, read).length() + given;
        String now = decode(prefix, ids.size());
        int end = now.length();
        boolean whole = last || ids.size() - read > MOST_PENDING;
        while (!whole && end > 0 && now.charAt(end - 1) == UNKNOWN) {
            end--;
        }
        if (end > known) {
            append(now.substring(known, end));
            given += end - known;
        }
        if (end == now.length()) {
            prefix = read;
            read = ids.size();
            given = 0;
        }
    }

    private String decode(int from, int to) {
        int[] part = new int[to - from];
        for (int i = from; i < to; i++) {
            part[i - from] = ids.get(i);
        }
        return tokenizer.decode(part, part.length);
    }

    private void append(String more) {
        int from = Math.max(0, text.length() - longest);
        text.append(more);
        int first = -1;
        for (String stop : stops) {
            int at = text.indexOf(stop, from);
            first = at >= 0 && (first < 0 || at < first) ? at : first;
        }
        if (first >= 0) {
            text.setLength(first);
            stopped = true;
        }
    }

    /** Whether a stop text came. */
    public boolean stopped() {
        return stopped;
    }

    /** Text that is certain and was not given before. */
    public String news() {
        int end = text.length();
        if (!stopped) {
            for (String stop : stops) {
                for (int length = Math.min(stop.length() - 1, text.length()); length > 0; length--) {
                    if (stop.startsWith(text.substring(text.length() - length))) {
                        end = Math.min(end, text.length() - length);
                        break;
                    }
                }
            }
        }
        String news = end > told ? text.substring(told, end) : "";
        told = Math.max(told, end);
        return news;
    }

    /** Everything, after the last token: what was held back is certain now. */
    public String all() {
        if (!stopped && read < ids.size()) {
            advance(true);
        }
        return text.toString();
    }

    /** The part of {@link #all} that {@link #news} has not given. */
    public String rest() {
        return all().substring(Math.min(told, text.length()));
    }
}
