/** Exams: prompts answered by a model, and how the answers are scored. */
@NullMarked
package io.brewprint.exam;

import org.jspecify.annotations.NullMarked;
