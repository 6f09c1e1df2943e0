/** Lessons in the original's JSON, and corrections made from failed answers. */
@NullMarked
package io.brewprint.lesson;

import org.jspecify.annotations.NullMarked;
