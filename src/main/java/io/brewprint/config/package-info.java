/**
 * What the user sets and where things lie: settings as immutable records, the home's layout, files written whole;
 * and the one type of fault that a person can mend.
 */
@NullMarked
package io.brewprint.config;

import org.jspecify.annotations.NullMarked;
