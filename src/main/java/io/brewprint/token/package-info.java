/**
 * Texts and token ids: tokenizer and its trainer, chat template, trie of a vocabulary. What may follow a text is the
 * affair of complete and decode.
 */
@NullMarked
package io.brewprint.token;

import org.jspecify.annotations.NullMarked;
