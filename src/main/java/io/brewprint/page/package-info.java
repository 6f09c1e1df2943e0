/** Pages that show results to people: one HTML file each, without scripts and without a network. */
@NullMarked
package io.brewprint.page;

import org.jspecify.annotations.NullMarked;
