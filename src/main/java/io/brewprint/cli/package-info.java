/** The program's entry: which commands there are. What each does stands in the package of its noun. */
@NullMarked
package io.brewprint.cli;

import org.jspecify.annotations.NullMarked;
