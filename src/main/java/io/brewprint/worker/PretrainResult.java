package io.brewprint.worker;

import java.nio.file.Path;

/** @param model the folder that was made */
public record PretrainResult(Path model) implements JobResult {}
