package io.brewprint.config;

import java.net.SocketException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/** Why something failed, as far as it decides what happens next. */
public enum ErrorCategory {
    /** Took too long, or gave no sign of life. */
    TIMEOUT,
    /** Memory of the machine, the JVM or the device ran out. */
    OOM,
    /** No space is left. */
    DISK_FULL,
    /** A host could not be reached. */
    NETWORK,
    /** A checkpoint cannot be read; the next attempt takes an older one. */
    CORRUPT_CHECKPOINT,
    /** Bytes are not the text they should be. */
    ENCODING,
    /** What was given cannot be used: trying again changes nothing. */
    BAD_INPUT,
    /** Somebody else has what is needed, for as long as they have it. */
    BUSY,
    /** This user may not read or write it. */
    ACCESS,
    /** Somebody asked to stop. */
    STOPPED,
    /** Anything else. */
    UNKNOWN;

    private static final Pattern MEMORY = pattern("out ?of ?memory|cannot allocate memory|can't allocate|bad_alloc|"
            + "not enough memory|paging file is too small");
    private static final Pattern DISK = pattern("no space left|disk full|not enough space|disk is full|quota exceeded");
    private static final Pattern NET =
            pattern("connection (refused|reset|timed out)|unknown ?host|" + "name resolution|network is unreachable");
    private static final Pattern CHECKPOINT = pattern("checkpoint.{0,80}(corrupt|damaged|truncated|incomplete)|"
            + "(corrupt|damaged|truncated|incomplete).{0,80}checkpoint");
    private static final Pattern TEXT = pattern("malformed ?input|unmappable|not valid utf-?8");

    /** As ledger and JSON spell it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads {@link #text()}; an unknown word is {@link #UNKNOWN}. */
    public static ErrorCategory named(String text) {
        for (ErrorCategory category : values()) {
            if (category.text().equalsIgnoreCase(text)) {
                return category;
            }
        }
        return UNKNOWN;
    }

    /** The category of an error: by its type and its causes', then by what the messages say. */
    public static ErrorCategory of(Throwable error) {
        int depth = 0;
        for (Throwable e = error; e != null && depth < 20; e = e.getCause(), depth++) {
            ErrorCategory category = byType(e);
            if (category == UNKNOWN && e.getMessage() != null) {
                category = ofMessage(e.getMessage());
            }
            if (category != UNKNOWN) {
                return category;
            }
        }
        return UNKNOWN;
    }

    /** The category that a message tells of. */
    public static ErrorCategory ofMessage(String message) {
        if (MEMORY.matcher(message).find()) {
            return OOM;
        }
        if (DISK.matcher(message).find()) {
            return DISK_FULL;
        }
        if (NET.matcher(message).find()) {
            return NETWORK;
        }
        if (CHECKPOINT.matcher(message).find()) {
            return CORRUPT_CHECKPOINT;
        }
        return TEXT.matcher(message).find() ? ENCODING : UNKNOWN;
    }

    private static ErrorCategory byType(Throwable e) {
        return switch (e) {
            case Categorised known -> known.category();
            case IllegalArgumentException argument -> BAD_INPUT;
            case OutOfMemoryError memory -> OOM;
            case HttpTimeoutException timeout -> TIMEOUT;
            case TimeoutException timeout -> TIMEOUT;
            case CancellationException cancelled -> STOPPED;
            case SocketException socket -> NETWORK;
            case UnknownHostException host -> NETWORK;
            case CharacterCodingException coding -> ENCODING;
            case AccessDeniedException access -> ACCESS;
            default -> UNKNOWN;
        };
    }

    private static Pattern pattern(String alternatives) {
        return Pattern.compile(alternatives, Pattern.CASE_INSENSITIVE);
    }
}
