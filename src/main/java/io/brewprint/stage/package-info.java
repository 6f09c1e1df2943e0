/**
 * The stages of a cycle, a class a stage: what each reads, makes and hands on. Retries, rows and live state are
 * cycle's; the order is the routes'.
 */
@NullMarked
package io.brewprint.stage;

import org.jspecify.annotations.NullMarked;
