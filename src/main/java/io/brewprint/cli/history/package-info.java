/** Commands that tell what runs did: which there were, what came of them, and why. */
@NullMarked
package io.brewprint.cli.history;

import org.jspecify.annotations.NullMarked;
