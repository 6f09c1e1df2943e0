/** The commands that run the benchmarks. */
@NullMarked
package io.brewprint.cli.bench;

import org.jspecify.annotations.NullMarked;
