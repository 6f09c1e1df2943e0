/** Unreal's clipboard text: a parser that keeps every byte, and the writer that gives it back. */
@NullMarked
package io.brewprint.clipboard;

import org.jspecify.annotations.NullMarked;
