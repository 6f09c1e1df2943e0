/**
 * The project's own benchmarks, each in one process with what it is compared with. Nothing here is used by the
 * product but by the commands bench and model plan --card cpu.
 */
@NullMarked
package io.brewprint.bench;

import org.jspecify.annotations.NullMarked;
