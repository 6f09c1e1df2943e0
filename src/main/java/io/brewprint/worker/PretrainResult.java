package io.brewprint.worker;

import java.nio.file.Path;

/**
 * A model that was pretrained.
 *
 * @param model the folder that was made
 * @param device what it was computed on, such as cpu or gpu
 */
public record PretrainResult(Path model, String device) implements JobResult {}
