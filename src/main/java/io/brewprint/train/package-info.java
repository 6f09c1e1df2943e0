/**
 * Learning: loops, optimizer, schedule, packing, checkpoints, gradients. What it will need is plan's; what a worker
 * is told is job's.
 */
@NullMarked
package io.brewprint.train;

import org.jspecify.annotations.NullMarked;
