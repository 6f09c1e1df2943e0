/**
 * Commands on a home and its cycles: demo, run, status, stop, resume, backup, doctor; and the worker's side of a
 * child process.
 */
@NullMarked
package io.brewprint.cli.run;

import org.jspecify.annotations.NullMarked;
