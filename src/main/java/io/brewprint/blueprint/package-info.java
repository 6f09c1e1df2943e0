/** What Blueprints are made of: the node catalog, pin types and algorithms on their graphs. */
@NullMarked
package io.brewprint.blueprint;

import org.jspecify.annotations.NullMarked;
