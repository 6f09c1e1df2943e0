package io.brewprint.config;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * Something that a person can mend: what is wrong, where, and what to do. Every command, the watched folders, the
 * workers and the endpoint tell it in the same words; {@link #getMessage()} is those words in one line.
 */
public class Fault extends RuntimeException implements Categorised {
    /** The code of an error that nobody has named: what is known of it is its message. */
    public static final String UNNAMED = "failed";

    private static final long serialVersionUID = 1L;
    private static final int MOST_CAUSES = 20;

    /** An error that has to be of another type, and has a fault to tell. */
    public interface Carrier extends Categorised {
        /** What a person is told. */
        Fault fault();

        @Override
        default ErrorCategory category() {
            return fault().category();
        }
    }

    private final ErrorCategory category;
    private final String code;
    private final String what;
    private final Where where;
    private final String remedy;

    /**
     * Bad input at no particular place.
     *
     * @param code a short word for scripts: empty, truncated, too_large, ...
     * @param remedy what to do, empty where nothing is known
     */
    public Fault(String code, String what, String remedy) {
        this(ErrorCategory.BAD_INPUT, code, what, Where.NOWHERE, remedy);
    }

    /** Bad input at a place. */
    public Fault(String code, String what, Where where, String remedy) {
        this(ErrorCategory.BAD_INPUT, code, what, where, remedy);
    }

    /** Anything that a person can mend. */
    public Fault(ErrorCategory category, String code, String what, Where where, String remedy) {
        this(category, code, what, where, remedy, null);
    }

    /** The same with what it came of. */
    public Fault(
            ErrorCategory category, String code, String what, Where where, String remedy, @Nullable Throwable cause) {
        super(null, cause);
        this.category = category;
        this.code = code;
        this.what = what;
        this.where = where;
        this.remedy = remedy;
    }

    /** Any error as one of these: as it is where it is one, with what is known of it elsewhere. */
    public static Fault of(Throwable error) {
        return switch (error) {
            case Fault fault -> fault;
            case Carrier carrier -> carrier.fault();
            case CompletionException e when e.getCause() != null -> of(e.getCause());
            case NoSuchFileException e ->
                new Fault(
                        ErrorCategory.BAD_INPUT,
                        "no_such_file",
                        "there is no such file",
                        Where.in(String.valueOf(e.getFile())),
                        "check the path",
                        e);
            case AccessDeniedException e ->
                new Fault(
                        ErrorCategory.ACCESS,
                        "access_denied",
                        "no right to use it",
                        Where.in(String.valueOf(e.getFile())),
                        "check its permissions",
                        e);
            case Categorised e ->
                new Fault(e.category(), e.category().text(), firstLine(error), Where.NOWHERE, "", error);
            case IOException e
            when ErrorCategory.of(e) == ErrorCategory.DISK_FULL ->
                new Fault(ErrorCategory.DISK_FULL, "disk_full", firstLine(e), Where.NOWHERE, "free some space", e);
            default -> new Fault(ErrorCategory.of(error), UNNAMED, firstLine(error), Where.NOWHERE, "", error);
        };
    }

    /** The error of this type among an error and what it came of, however it was wrapped; null where there is none. */
    public static <E extends Throwable> @Nullable E cause(Throwable error, Class<E> type) {
        int depth = 0;
        for (Throwable e = error; e != null && depth < MOST_CAUSES; e = e.getCause(), depth++) {
            if (type.isInstance(e)) {
                return type.cast(e);
            }
        }
        return null;
    }

    /** The same fault, in this file where it names none yet. */
    public Fault in(String file) {
        return where.file().isEmpty() ? new Fault(category, code, what, where.orIn(file), remedy, this) : this;
    }

    @Override
    public final ErrorCategory category() {
        return category;
    }

    /** A short word for scripts. */
    public final String code() {
        return code;
    }

    /** What is wrong, without place and remedy. */
    public final String what() {
        return what;
    }

    /** Where. */
    public final Where where() {
        return where;
    }

    /** What to do, or empty. */
    public final String remedy() {
        return remedy;
    }

    /** The one line: where, what, what to do. */
    @Override
    public final String getMessage() {
        String place = where.text();
        return oneLine((place.isEmpty() ? "" : place + ": ") + what + (remedy.isEmpty() ? "" : "; " + remedy));
    }

    /** As scripts read it: {@code {code, category, message, where, remedy}}, without what is not known. */
    public final Map<String, Object> document() {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("code", code);
        out.put("category", category.text());
        out.put("message", what);
        if (!where.text().isEmpty()) {
            out.put("where", where.text());
        }
        if (!remedy.isEmpty()) {
            out.put("remedy", remedy);
        }
        return out;
    }

    /** A message in one line, whatever it quotes. */
    public static String oneLine(String text) {
        return text.replaceAll("\\s*\\R\\s*", " ");
    }

    /** The first line of an error's message, or its type where it has none. */
    public static String firstLine(Throwable error) {
        String text = error.getMessage() == null ? error.getClass().getSimpleName() : error.getMessage();
        return text.lines().findFirst().orElse(text);
    }
}
