package io.brewprint.dsl;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * One finding in a DSL text.
 *
 * @param code stable, {@code BP001} and so on; {@link ProblemCode} lists them
 * @param severity how grave
 * @param line from 1; 0 when it concerns the text as a whole
 * @param column from 1; 0 when it concerns the text as a whole
 * @param message what is wrong, with the words at fault
 * @param hint what to do, where that is known
 */
public record Problem(
        String code,
        Severity severity,
        int line,
        int column,
        String message,
        @Nullable String hint) {
    /** Refuses nulls other than the hint. */
    public Problem {
        requireNonNull(code, "code");
        requireNonNull(severity, "severity");
        requireNonNull(message, "message");
    }

    /** True for what makes a text invalid. */
    public boolean isError() {
        return severity == Severity.ERROR;
    }

    /** True for what {@link ProblemCode#isCompile} says. */
    public boolean isCompile() {
        return ProblemCode.of(code).map(ProblemCode::isCompile).orElse(false);
    }

    /** The problem as LINE:COLUMN: CODE MESSAGE. */
    public String brief() {
        return line + ":" + column + ": " + code + " " + message;
    }
}
