/**
 * What every command shares: home, JSON or text, inputs within limits, exit codes, logs, a worker called for one
 * job. No command lives here.
 */
@NullMarked
package io.brewprint.cli.command;

import org.jspecify.annotations.NullMarked;
