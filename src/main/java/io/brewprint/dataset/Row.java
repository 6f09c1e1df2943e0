package io.brewprint.dataset;

/**
 * One training row, in the original's fields.
 *
 * @param instruction what is asked
 * @param input further input; empty in all known data
 * @param output the answer: a DSL document
 * @param source where it comes from: synthetic, export:FILE, lesson:ID:PROMPT
 * @param category kind of task, for statistics
 */
public record Row(String instruction, String input, String output, String source, String category) {}
