package io.brewprint.complete;

import io.brewprint.blueprint.NodeCatalog;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How far answers are held to the language while they are written. */
public enum Constrain {
    /** Anything may be said. */
    OFF,
    /** Answers parse. */
    SYNTAX,
    /** The validator finds no error in answers. */
    FULL;

    /**
     * By its name in options and requests.
     *
     * @throws IllegalArgumentException if there is none of that name; the message names all
     */
    public static Constrain of(String word) {
        for (Constrain each : values()) {
            if (each.word().equals(word)) {
                return each;
            }
        }
        throw new IllegalArgumentException("the constraint \"" + word + "\" is not known: choose off, syntax or full");
    }

    /** Its name in options and requests. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The rules, null where anything may be said. */
    public @Nullable ContinuationRules rules(NodeCatalog catalog) {
        return switch (this) {
            case OFF -> null;
            case SYNTAX -> ContinuationRules.syntax();
            case FULL -> ContinuationRules.full(catalog);
        };
    }
}
