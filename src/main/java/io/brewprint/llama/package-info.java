/**
 * The LLaMA model itself: its folder, layers, weights as they are held, and the adapters on it. Answering is
 * decode's, learning is train's, other programs' formats are convert's.
 */
@NullMarked
package io.brewprint.llama;

import org.jspecify.annotations.NullMarked;
