/** The command line: one class a command, its output, its exit code. */
@NullMarked
package io.brewprint.cli;

import org.jspecify.annotations.NullMarked;
