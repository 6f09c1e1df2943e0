/** The LLaMA model itself: its files, tokenizer, forward pass, adapters and generation. */
@NullMarked
package io.brewprint.llama;

import org.jspecify.annotations.NullMarked;
