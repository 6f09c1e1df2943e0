package io.brewprint.tensor;

import io.brewprint.config.Fault;
import io.brewprint.config.Where;
import java.nio.file.Path;

/** A model's or an adapter's files that cannot be used. */
public final class ModelFormatException extends Fault {
    private static final long serialVersionUID = 1L;

    /** Something in no particular file. */
    public ModelFormatException(String what) {
        super("bad_model", what, Where.NOWHERE, "");
    }

    /** Something in a file or a folder. */
    public ModelFormatException(Path file, String what) {
        this(Where.in(file), what);
    }

    /** Something at a place. */
    public ModelFormatException(Where where, String what) {
        super("bad_model", what, where, "");
    }
}
