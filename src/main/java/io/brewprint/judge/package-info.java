/**
 * Two clipboard texts held against each other by a reader of its own: raw lines, Unreal's rules from a table. Whatever
 * translates or generates cannot share a mistake with it, for it shares no code with them.
 */
@NullMarked
package io.brewprint.judge;

import org.jspecify.annotations.NullMarked;
