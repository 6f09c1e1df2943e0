/** The DSL: its document, parser, printer and validator. */
@NullMarked
package io.brewprint.dsl;

import org.jspecify.annotations.NullMarked;
