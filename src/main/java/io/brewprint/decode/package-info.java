/**
 * Answering: sequences decoded together, their keys and values, sampling, and the constraint that holds an answer to
 * the language. Which texts the language allows is complete's affair; how a model computes is llama's.
 */
@NullMarked
package io.brewprint.decode;

import org.jspecify.annotations.NullMarked;
