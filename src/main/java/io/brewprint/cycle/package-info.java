/**
 * The pipeline itself, without Camel: stages, their order, retries, stops, child processes and what people see of them.
 */
@NullMarked
package io.brewprint.cycle;

import org.jspecify.annotations.NullMarked;
