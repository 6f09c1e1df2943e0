/**
 * Pictures of graphs: layout, nodes, wires, themes, SVG. What a graph says is dsl's; what Unreal's text says is
 * translate's.
 */
@NullMarked
package io.brewprint.render;

import org.jspecify.annotations.NullMarked;
