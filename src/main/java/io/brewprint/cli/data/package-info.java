/** Commands on data: datasets, lessons, the system prompt. */
@NullMarked
package io.brewprint.cli.data;

import org.jspecify.annotations.NullMarked;
