package io.brewprint.worker;

import java.nio.file.Path;

/**
 * What came of practice.
 *
 * @param file a JSON line a prompt
 * @param always prompts of which every answer was right
 * @param sometimes prompts of which some were
 * @param never prompts of which none was
 */
public record PracticeResult(Path file, int always, int sometimes, int never) implements JobResult {}
