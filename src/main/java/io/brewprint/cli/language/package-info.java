/** Commands on texts and graphs: translate, analyze, clipboard, validate, format, render, compare, ir, catalog. */
@NullMarked
package io.brewprint.cli.language;

import org.jspecify.annotations.NullMarked;
