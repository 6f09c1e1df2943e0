/**
 * The pipeline itself, without Camel: running a stage, cache, retries, stop and resume, live state. What a stage
 * does is stage's affair.
 */
@NullMarked
package io.brewprint.cycle;

import org.jspecify.annotations.NullMarked;
