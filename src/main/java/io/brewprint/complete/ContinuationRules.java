package io.brewprint.complete;

import io.brewprint.blueprint.NodeCatalog;
import io.brewprint.dsl.Dsl;
import org.jspecify.annotations.Nullable;

/** What a finished text must be. Rules are dear to make and are shared by all texts. */
public final class ContinuationRules {
    private static final ContinuationRules SYNTAX = new ContinuationRules(null);

    private final @Nullable AllowedTypes shelf;

    private ContinuationRules(@Nullable AllowedTypes shelf) {
        this.shelf = shelf;
    }

    /** Texts that parse. */
    public static ContinuationRules syntax() {
        return SYNTAX;
    }

    /**
     * Documents that the validator passes without errors, by that catalog; written as {@link Dsl#print} writes them.
     */
    public static ContinuationRules full(NodeCatalog catalog) {
        return new ContinuationRules(new AllowedTypes(catalog));
    }

    /** Before the first byte of a text. */
    public Continuation start() {
        return shelf == null ? new SyntaxContinuation() : new FullContinuation(shelf);
    }
}
