package io.brewprint.judge;

/**
 * One {@code Name=Value} of an object, or the inside of a {@code CustomProperties} line.
 *
 * @param name in small letters, an index as {@code name(3)}; Unreal's names have no case
 * @param value as it was written
 * @param line from 1
 */
record RawLine(String name, String value, int line) {}
