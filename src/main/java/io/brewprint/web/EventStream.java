package io.brewprint.web;

import io.brewprint.decode.Completion;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * An answer as server-sent events, written by a thread of its own: a client that reads slowly, or not at all, holds
 * nobody else's answer up. What waits to be written is bounded by the length of an answer.
 */
final class EventStream implements AutoCloseable {
    private static final String END = "";

    private final Context context;
    private final ReplyWriter writer;
    private final ClientWatch client;
    private final LinkedBlockingQueue<String> events = new LinkedBlockingQueue<>();
    private final Thread thread;
    private volatile boolean begun;

    EventStream(Context context, ReplyWriter writer, ClientWatch client) {
        this.context = context;
        this.writer = writer;
        this.client = client;
        thread = Thread.ofVirtual().name("events").start(this::write);
    }

    /** Takes a piece of the answer; returns at once. */
    void piece(String text) {
        events.add(writer.piece(text, !begun));
        begun = true;
    }

    /** Whether anything was said: the status is sent then. */
    boolean begun() {
        return begun;
    }

    /** Ends it as an answer ends, and waits until all is written or the client is gone. */
    void end(Completion reply) throws InterruptedException {
        writer.end(reply).forEach(events::add);
        events.add("[DONE]");
        finish();
    }

    /** Ends it with an error, if it has begun. */
    void fail(String error) throws InterruptedException {
        if (begun) {
            events.add(error);
        }
        finish();
    }

    /** Ends its thread, if nothing else did. */
    @Override
    public void close() {
        events.add(END);
    }

    private void finish() throws InterruptedException {
        events.add(END);
        try {
            thread.join();
        } catch (InterruptedException e) {
            thread.interrupt();
            throw e;
        }
    }

    private void write() {
        try {
            boolean first = true;
            for (String event = events.take(); !event.equals(END); event = events.take()) {
                if (first) {
                    context.res().setContentType("text/event-stream");
                    context.res().setCharacterEncoding("UTF-8");
                    context.res().setHeader("Cache-Control", "no-cache");
                    first = false;
                }
                if (!client.gone()) {
                    OutputStream out = context.res().getOutputStream();
                    out.write(("data: " + event + "\n\n").getBytes(StandardCharsets.UTF_8));
                    out.flush();
                }
            }
        } catch (IOException e) {
            client.left();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the server ends
        }
    }
}
