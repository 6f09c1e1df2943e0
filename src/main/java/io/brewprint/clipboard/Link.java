package io.brewprint.clipboard;

/**
 * One end of a wire as a pin writes it.
 *
 * @param node name of the other node
 * @param pin id of the other pin, upper case
 */
public record Link(String node, String pin) {}
