package io.brewprint.web;

import io.javalin.http.Context;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.util.BufferUtil;

/**
 * Whether the client of a request whose body has been read is still there. HTTP/1.1 itself tells nobody: while a
 * request is answered, Jetty does not read from its connection, and a write fails only after one that TCP still lets
 * through. So the connection is read here, a byte at most and without waiting: the end of the stream means that the
 * client left. A byte of another request (which may be sent ahead) is given back to the connection.
 */
final class ClientWatch implements AutoCloseable {
    private final Connection connection;
    private final ByteBuffer ahead = BufferUtil.allocate(1);
    private boolean gone;
    private boolean closed;

    ClientWatch(Context context) {
        connection = ServletContextRequest.getServletContextRequest(context.req())
                .getConnectionMetaData()
                .getConnection();
    }

    /** Asks; from any thread, also after {@link #close}. */
    synchronized boolean gone() {
        if (gone || closed || ahead.hasRemaining()) {
            return gone;
        }
        try {
            gone = connection.getEndPoint().fill(ahead) < 0;
        } catch (IOException e) {
            gone = true;
        }
        return gone;
    }

    /** A write to it failed. */
    synchronized void left() {
        gone = true;
    }

    /** Leaves the connection to Jetty again; to be called before the response ends. */
    @Override
    public synchronized void close() {
        closed = true;
        if (ahead.hasRemaining() && connection instanceof Connection.UpgradeTo parser) {
            parser.onUpgradeTo(ahead);
        }
    }
}
