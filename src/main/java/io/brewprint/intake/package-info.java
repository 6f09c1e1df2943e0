/**
 * Watched folders: from a dropped file to its product, in the crash order. Who finds the files (a route, a stage) is
 * not known here.
 */
@NullMarked
package io.brewprint.intake;

import org.jspecify.annotations.NullMarked;
