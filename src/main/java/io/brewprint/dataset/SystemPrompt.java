package io.brewprint.dataset;

/** What the model is told before every request, in training and afterwards. */
public final class SystemPrompt {
    /** Short enough for a small model's context; large ones learn the rest from the rows. */
    public static final String LEAN = "You write Unreal Engine 5 Blueprints in the Brewprint DSL.";

    private SystemPrompt() {}
}
