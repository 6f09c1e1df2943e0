package io.brewprint.decode;

import io.brewprint.config.RecentMap;
import io.brewprint.token.ChatTemplate;
import io.brewprint.token.Tokenizer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Makes token ids of what is to be answered. Each text is read once, and what cannot fit the context is refused before
 * it is read, or as soon as that is plain: a megabyte takes the tokenizer seconds.
 */
final class PromptReader {
    /** Characters that a token has at most, over a whole prompt: words have 4, runs of blanks more. */
    private static final int MOST = 16;

    /** Characters that a token has in most texts; whoever has more may be too long, and is counted first. */
    private static final int USUAL = 4;

    /** Characters that are read in no time: the exact number of tokens is worth that. */
    private static final int SHORT = 1 << 16;

    /** Characters that are counted at once. A cut within a word makes a token or two more, hence the slack. */
    private static final int PIECE = 4096;

    private static final int SLACK = 16;
    private static final int BEGINNINGS = 16;

    private final Tokenizer tokenizer;
    private final ChatTemplate chat;
    private final int bos;
    private final int context;
    // A client may send any system prompt: the last few are enough.
    private final Map<String, int[]> beginnings = new RecentMap<>(BEGINNINGS);

    /** @param context tokens that prompt and answer may have together */
    PromptReader(Tokenizer tokenizer, ChatTemplate chat, int bos, int context) {
        this.tokenizer = tokenizer;
        this.chat = chat;
        this.bos = bos;
        this.context = context;
    }

    /**
     * The ids, and how many of them others under the same system prompt begin with too.
     *
     * @throws IllegalArgumentException where the prompt surely has more tokens than the context
     */
    Prompt.Tokens read(Prompt prompt) {
        return switch (prompt) {
            case Prompt.Tokens tokens -> tokens;
            case Prompt.Chat talk -> {
                requireRoom(talk.turns().stream().map(ChatTemplate.Turn::text).toList());
                ChatTemplate.Talk read = chat.conversation(talk.turns());
                yield new Prompt.Tokens(read.ids(), shared(talk.system(), read));
            }
            case Prompt.Text text -> {
                requireRoom(List.of(text.text()));
                int[] words = tokenizer.encode(text.text());
                int[] ids = new int[words.length + 1];
                ids[0] = bos;
                System.arraycopy(words, 0, ids, 1, words.length);
                yield new Prompt.Tokens(ids, 0);
            }
        };
    }

    private void requireRoom(List<String> texts) {
        long length = texts.stream().mapToLong(String::length).sum();
        if (length > (long) MOST * context) {
            throw new IllegalArgumentException(
                    "prompt of " + length + " characters, the model's context has " + context + " tokens");
        }
        if (length <= Math.max(SHORT, (long) USUAL * context)) {
            return;
        }
        int count = 0;
        int most = context + context / SLACK;
        for (String text : texts) {
            for (int from = 0; from < text.length(); from += PIECE) {
                count += tokenizer.encode(text.substring(from, Math.min(text.length(), from + PIECE))).length;
                if (count > most) {
                    throw new IllegalArgumentException(
                            "prompt of more than " + most + " tokens, the model's context has " + context);
                }
            }
        }
    }

    /**
     * Where the template does not tell, the prompts that came before do: each shows how much of the first of them is
     * everybody's. The first itself shares nothing.
     */
    private int shared(String system, ChatTemplate.Talk talk) {
        int[] ids = talk.ids();
        if (system.isEmpty() || talk.opening() > 0) {
            return system.isEmpty() ? 0 : Math.min(talk.opening(), ids.length - 1);
        }
        synchronized (beginnings) {
            int[] before = beginnings.get(system);
            if (before == null) {
                beginnings.put(system, ids);
                return 0;
            }
            int same = Arrays.mismatch(before, ids);
            if (same >= 0 && same < before.length) {
                beginnings.put(system, Arrays.copyOf(before, same));
            }
            return Math.min(same < 0 ? before.length : same, ids.length - 1);
        }
    }
}
