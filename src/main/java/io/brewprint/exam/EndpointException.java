package io.brewprint.exam;

import io.brewprint.config.ErrorCategory;
import io.brewprint.config.Fault;
import io.brewprint.config.Where;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a server failed at; the message is one line that names it. */
public final class EndpointException extends IOException implements Fault.Carrier {
    private static final long serialVersionUID = 1L;

    /** What it means for other requests. */
    public enum Kind {
        /** There is no such server, key or model: it is the same for every request. */
        GONE,
        /** Too much at once, or not ready yet: later it may answer. */
        BUSY,
        /** The connection broke. */
        BROKEN,
        /** The server refuses or fails at this request; another one may be answered. */
        REFUSED,
        /** Not one word came in time. */
        SILENT
    }

    private final Kind kind;
    private final transient Fault fault;
    private final @Nullable Duration after;

    /**
     * @param remedy what to do
     * @param after how long the server wants to be left alone, null where it does not say
     */
    EndpointException(Kind kind, String message, String remedy, @Nullable Duration after, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
        fault = new Fault(ErrorCategory.NETWORK, "endpoint", message, Where.NOWHERE, remedy, cause);
        this.after = after;
    }

    EndpointException(Kind kind, String message, String remedy) {
        this(kind, message, remedy, null, null);
    }

    /** What it means for other requests. */
    public Kind kind() {
        return kind;
    }

    /** What to do. */
    public String remedy() {
        return fault.remedy();
    }

    @Override
    public Fault fault() {
        return fault;
    }

    /** How long the server wants to be left alone, null where it does not say. */
    @Nullable
    Duration after() {
        return after;
    }
}
