package io.brewprint.web;

import io.brewprint.config.Fault;
import io.brewprint.web.ChatModel.Refused;
import io.brewprint.web.ChatModel.Refused.Why;
import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.io.EndPoint;

/**
 * Reads the body of a request, within a length and a time: whoever sends a byte now and then holds nothing up. What
 * bounds all that are being read is the memory that they take, not their number: to begin one costs nothing.
 */
final class RequestBody {
    private static final int PIECE = 16 << 10;
    private static final int READ_AHEAD = 2;

    private final long longest;
    private final long most;
    private final Duration time;
    private final AtomicLong held = new AtomicLong();

    /**
     * Reads nothing yet.
     *
     * @param longest bytes that are read at most
     * @param clients requests that are answered at once; of bodies that are on their way, twice as many fit whole
     * @param time from the first byte asked for to the last
     */
    RequestBody(long longest, int clients, Duration time) {
        this.longest = longest;
        this.time = time;
        most = longest * clients * READ_AHEAD;
    }

    /**
     * The text.
     *
     * @throws Refused where it is not said to be JSON, too long, too late, no UTF-8, or its client left
     */
    String read(Context context) throws Refused {
        String type =
                String.valueOf(context.contentType()).split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (!type.equals("application/json")) {
            throw new Refused(Why.NO_JSON, "send the request with Content-Type: application/json");
        }
        String coding = context.header("Content-Encoding");
        if (coding != null && !coding.equalsIgnoreCase("identity")) {
            throw new Refused(Why.NO_JSON, "send the request without Content-Encoding: it is read as it comes");
        }
        if (context.req().getContentLengthLong() > longest) {
            throw tooLong();
        }
        EndPoint connection = ServletContextRequest.getServletContextRequest(context.req())
                .getConnectionMetaData()
                .getConnection()
                .getEndPoint();
        long usual = connection.getIdleTimeout();
        try {
            return text(bytes(context, connection));
        } finally {
            connection.setIdleTimeout(usual);
        }
    }

    private byte[] bytes(Context context, EndPoint connection) throws Refused {
        long end = System.nanoTime() + time.toNanos();
        var body = new ByteArrayOutputStream();
        byte[] piece = new byte[PIECE];
        try {
            InputStream in = context.req().getInputStream();
            while (true) {
                long left = (end - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    throw late(context);
                }
                connection.setIdleTimeout(left);
                int read = in.read(piece);
                if (read < 0) {
                    return body.toByteArray();
                }
                if (held.addAndGet(read) > most) {
                    held.addAndGet(-read);
                    throw new Refused(Why.CROWD, "too many requests are on their way; try again in a moment");
                }
                body.write(piece, 0, read);
                if (body.size() > longest) {
                    throw tooLong();
                }
            }
        } catch (IOException e) {
            if (end - System.nanoTime() <= 0 || Fault.cause(e, TimeoutException.class) != null) {
                throw late(context);
            }
            throw new Refused(Why.GONE, "the connection was closed before the request was complete");
        } finally {
            held.addAndGet(-body.size());
        }
    }

    private Refused late(Context context) {
        // What still comes of it would be read as the next request.
        context.header("Connection", "close");
        return new Refused(Why.LATE, "the request was not complete after " + time.toSeconds() + " s");
    }

    private Refused tooLong() {
        return new Refused(Why.LONG, "the request is longer than " + (longest >> 10) + " KiB (web.max_body_kib)");
    }

    private static String text(byte[] bytes) throws Refused {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new Refused("the body is no UTF-8");
        }
    }
}
