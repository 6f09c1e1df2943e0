/** Blueprints made up over the node catalog, and what a person would say to ask for them. */
@NullMarked
package io.brewprint.compose;

import org.jspecify.annotations.NullMarked;
