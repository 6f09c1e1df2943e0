/**
 * The language: document, parser, printer, names, checks, canonical form, and the intermediate JSON beside it. Which
 * text may follow an unfinished one is complete's affair.
 */
@NullMarked
package io.brewprint.dsl;

import org.jspecify.annotations.NullMarked;
