package io.brewprint.clipboard;

import io.brewprint.config.Fault;
import io.brewprint.config.Where;
import java.util.Locale;

/** A text that cannot be read as Unreal's clipboard text at all; anything less is a {@link Diagnostic}. */
public final class ClipboardException extends Fault {
    private static final long serialVersionUID = 1L;

    /** Why a text is refused. */
    public enum Kind {
        /** Nothing but blanks. */
        EMPTY,
        /** No text. */
        BINARY,
        /** The beginning or the end of every object is missing. */
        TRUNCATED,
        /** A text of another kind. */
        FOREIGN,
        /** More bytes than the limit. */
        TOO_LARGE,
        /** Objects nested deeper than the limit. */
        TOO_DEEP,
        /** More objects than the limit. */
        TOO_MANY
    }

    private final Kind kind;

    /** Line and column count from 1; 0 where they mean nothing. */
    public ClipboardException(Kind kind, int line, int column, String what, String remedy) {
        super(kind.name().toLowerCase(Locale.ROOT), what, Where.at(line, column), remedy);
        this.kind = kind;
    }

    /** Why the text is refused. */
    public Kind kind() {
        return kind;
    }
}
