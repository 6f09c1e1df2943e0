/** Commands on the backups of a home: made, listed, checked, restored, cleaned up, watched over. */
@NullMarked
package io.brewprint.cli.backup;

import org.jspecify.annotations.NullMarked;
