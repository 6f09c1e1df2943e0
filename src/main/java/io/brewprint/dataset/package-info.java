/** Training rows: synthesis, merge, deduplication, splits, and the system prompt. */
@NullMarked
package io.brewprint.dataset;

import org.jspecify.annotations.NullMarked;
