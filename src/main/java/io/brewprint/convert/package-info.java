/**
 * Models in other programs' formats: adapters merged into their base, GGUF for llama.cpp. Reading and holding a
 * model is llama's.
 */
@NullMarked
package io.brewprint.convert;

import org.jspecify.annotations.NullMarked;
