/**
 * What a worker does, a class a job. Nothing here knows the cycle: a job hears what it is to do and tells how it
 * goes.
 */
@NullMarked
package io.brewprint.job;

import org.jspecify.annotations.NullMarked;
