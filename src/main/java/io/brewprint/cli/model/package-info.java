/** Commands on models and adapters: model, train, generate, exam, evaluate. */
@NullMarked
package io.brewprint.cli.model;

import org.jspecify.annotations.NullMarked;
