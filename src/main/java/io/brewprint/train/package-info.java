/** Pretraining and LoRA fine-tuning: batches, optimizer, schedule, checkpoints. */
@NullMarked
package io.brewprint.train;

import org.jspecify.annotations.NullMarked;
