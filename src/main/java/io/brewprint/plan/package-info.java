/**
 * What a training needs before it starts: memory by part and phase, speed, cards, what would need less. Nothing here
 * loads a model or trains.
 */
@NullMarked
package io.brewprint.plan;

import org.jspecify.annotations.NullMarked;
