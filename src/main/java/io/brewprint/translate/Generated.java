package io.brewprint.translate;

import io.brewprint.dsl.Problem;
import java.util.List;

/**
 * Text that pastes into Unreal.
 *
 * @param text the clipboard text; empty when nothing could be written
 * @param problems what could not be written, and why
 */
public record Generated(String text, List<Problem> problems) {
    /** Copies the list. */
    public Generated {
        problems = List.copyOf(problems);
    }
}
