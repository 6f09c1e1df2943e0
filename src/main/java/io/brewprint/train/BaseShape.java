package io.brewprint.train;

import io.brewprint.llama.LlamaConfig;
import io.brewprint.token.ChatTemplate;
import io.brewprint.token.Tokenizer;
import java.util.List;

/**
 * Shape of a base model that is made from nothing.
 *
 * @param dim width, a multiple of twice the heads
 * @param vocab tokens of its vocabulary at most
 * @param contextLength tokens of its context; longer texts are passed over
 */
public record BaseShape(int dim, int layers, int heads, int kvHeads, int ffn, int vocab, int contextLength) {
    /** As a LLaMA over the vocabulary that was trained for it. */
    LlamaConfig config(Tokenizer tokenizer) {
        return new LlamaConfig(
                dim,
                ffn,
                layers,
                heads,
                kvHeads,
                dim / heads,
                tokenizer.requireSpecial("<|finetune_right_pad_id|>") + 1, // the last of all
                1e-5f,
                10_000,
                null,
                true,
                contextLength,
                tokenizer.requireSpecial(ChatTemplate.BEGIN),
                List.of(
                        tokenizer.requireSpecial("<|end_of_text|>"),
                        tokenizer.requireSpecial(ChatTemplate.END_OF_TURN)));
    }
}
