/**
 * The child process that owns the device: what passes between it and its parent, how it is watched, stopped and
 * ended. What the work is, is job's affair.
 */
@NullMarked
package io.brewprint.worker;

import org.jspecify.annotations.NullMarked;
