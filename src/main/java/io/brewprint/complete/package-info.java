/**
 * Which text may follow: automata and rules by which every finished answer parses, or is valid. What a token is, is
 * not known here: decode holds the two together.
 */
@NullMarked
package io.brewprint.complete;

import org.jspecify.annotations.NullMarked;
