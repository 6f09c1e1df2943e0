package io.brewprint.complete;

import io.brewprint.blueprint.NodeCatalog;
import io.brewprint.dsl.Dsl;
import org.jspecify.annotations.Nullable;

/** What a finished text must be. Rules are dear to make and are shared by all texts. */
public final class CompletionRules {
    private static final CompletionRules SYNTAX = new CompletionRules(null);

    private final @Nullable Shelf shelf;

    private CompletionRules(@Nullable Shelf shelf) {
        this.shelf = shelf;
    }

    /** Texts that parse. */
    public static CompletionRules syntax() {
        return SYNTAX;
    }

    /** Documents that the validator passes without errors, by that catalog; written as {@link Dsl#print} writes them. */
    public static CompletionRules full(NodeCatalog catalog) {
        return new CompletionRules(new Shelf(catalog));
    }

    /** Before the first byte of a text. */
    public Completion start() {
        return shelf == null ? new SyntaxCompletion() : new FullCompletion(shelf);
    }
}
