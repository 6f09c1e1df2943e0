/** The daemon's command. */
@NullMarked
package io.brewprint.cli.serve;

import org.jspecify.annotations.NullMarked;
