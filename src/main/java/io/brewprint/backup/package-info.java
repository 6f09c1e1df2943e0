/** Snapshots of what cannot be made again, each with the hashes of its files, and the way back. */
@NullMarked
package io.brewprint.backup;

import org.jspecify.annotations.NullMarked;
