/**
 * Arrays on disk and in scripts: safetensors, the bytes of GGUF, element types, TorchScript text. What an array
 * means to a model is not said here.
 */
@NullMarked
package io.brewprint.tensor;

import org.jspecify.annotations.NullMarked;
