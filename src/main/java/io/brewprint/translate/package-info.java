/** From a clipboard graph to a DSL document and back, with an account of what was kept. */
@NullMarked
package io.brewprint.translate;

import org.jspecify.annotations.NullMarked;
