package io.brewprint.worker;

import java.nio.file.Path;

/**
 * A quantised copy.
 *
 * @param made whether it was made now; else it was current
 * @param bytes of the file
 */
public record QuantizeResult(Path file, boolean made, long bytes, double seconds) implements JobResult {}
