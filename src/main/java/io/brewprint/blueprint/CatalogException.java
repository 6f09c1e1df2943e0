package io.brewprint.blueprint;

import io.brewprint.config.Fault;
import io.brewprint.config.Where;

/** A catalog file that cannot be used. */
public final class CatalogException extends Fault {
    private static final long serialVersionUID = 1L;

    /** @param where the file, with line and column where they are known */
    CatalogException(Where where, String what) {
        super("bad_catalog", what, where, "mend the file; docs/validation.md shows one");
    }
}
