/**
 * The single source of truth: runs, stages, artifacts, metrics, exams and intake in one SQLite file; the only package
 * with SQL.
 */
@NullMarked
package io.brewprint.ledger;

import org.jspecify.annotations.NullMarked;
