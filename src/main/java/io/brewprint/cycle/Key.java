package io.brewprint.cycle;

/** Names what one stage gives to later ones; the type is a record or another value that Jackson reads and writes. */
public record Key<T>(String name, Class<T> type) {}
