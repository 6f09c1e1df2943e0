package io.brewprint.web;

import io.brewprint.decode.LoadedModel;
import io.brewprint.web.ChatModel.Refused;
import io.brewprint.web.ChatModel.Refused.Why;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads a model when it is first asked, and lets it go when nobody has asked for a while, or when something else needs
 * the device that it lies on.
 */
final class ModelKeeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ModelKeeper.class);
    private static final int LOOKS = 4;

    /** Loads. */
    interface Loader {
        LoadedModel load() throws IOException;
    }

    private final Loader loader;
    private final BooleanSupplier onGpu;
    private final long idleNanos;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("model-idle").factory());
    private @Nullable Held held;
    private String lentTo = "";
    private boolean closed;
    private long lastUse = System.nanoTime();

    /**
     * Keeps.
     *
     * @param idle time without a request after which the model goes; zero for never
     * @param onGpu whether the model lies, or would lie, on a device that others need alone
     */
    ModelKeeper(Loader loader, Duration idle, BooleanSupplier onGpu) {
        this.loader = loader;
        this.onGpu = onGpu;
        idleNanos = idle.toNanos();
        if (idleNanos > 0) {
            long look = Math.max(1, idle.toMillis() / LOOKS);
            var unused = clock.scheduleWithFixedDelay(this::dropIdle, look, look, TimeUnit.MILLISECONDS);
        }
    }

    /** A model in memory, and who uses it. */
    private static final class Held {
        private final LoadedModel model;
        private final AdapterCache adapters;
        private int users;
        private volatile boolean leaving;

        Held(LoadedModel model) {
            this.model = model;
            adapters = new AdapterCache(model);
        }
    }

    /** The model, in memory until this is closed. */
    final class Lease implements AutoCloseable {
        private final Held of;
        private AdapterCache.@Nullable Book book;

        private Lease(Held of) {
            this.of = of;
        }

        LoadedModel model() {
            return of.model;
        }

        /** The engine's name of the adapter, empty for none. */
        String adapter() {
            return book == null ? "" : book.key();
        }

        /** Whether the model is needed back at once. */
        boolean ending() {
            return of.leaving;
        }

        @Override
        public void close() {
            synchronized (ModelKeeper.this) {
                if (book != null) {
                    of.adapters.giveBack(book);
                }
                of.users--;
                lastUse = System.nanoTime();
                ModelKeeper.this.notifyAll();
            }
        }
    }

    /**
     * Loads if need be.
     *
     * @param name of the adapter, empty for none
     * @throws Refused while the device is lent
     */
    synchronized Lease lease(String name, AdapterFolders folders) throws Refused, IOException {
        refuseWhileAway();
        if (held != null && held.leaving) {
            throw new Refused(Why.BUSY, "the model is being let go; try again in a moment");
        }
        Held now = held == null ? new Held(loader.load()) : held;
        held = now;
        lastUse = System.nanoTime();
        Lease lease = new Lease(now);
        if (!name.isEmpty()) {
            lease.book = now.adapters.take(
                    name,
                    folders.find(name)
                            .orElseThrow(() -> new Refused(
                                    Why.NO_MODEL,
                                    "there is no model \"" + name + "\" any more; GET /v1/models lists them")));
        }
        now.users++;
        return lease;
    }

    /** Says in a line why there is nothing to be asked, if so. */
    synchronized void refuseWhileAway() throws Refused {
        if (closed) {
            throw new Refused(Why.BUSY, "the server is ending");
        }
        if (!lentTo.isEmpty() && onGpu.getAsBoolean()) {
            throw new Refused(Why.BUSY, "the GPU is needed for " + lentTo + "; try again when that has ended");
        }
    }

    /**
     * Lends the device, if the model lies on it: what runs is cut, and the model is out of memory when this returns.
     */
    synchronized void lend(String to) {
        lentTo = to;
        if (held != null && onGpu.getAsBoolean()) {
            drop();
        }
    }

    /** The device is back. */
    synchronized void takeBack() {
        lentTo = "";
    }

    private synchronized void dropIdle() {
        if (held != null && held.users == 0 && System.nanoTime() - lastUse > idleNanos) {
            try {
                drop();
            } catch (RuntimeException e) {
                LOG.warn("the idle model could not be let go cleanly", e);
            }
        }
    }

    /**
     * Waits for all that use it; nobody else can come meanwhile: the device is lent, this is closed, or nobody uses it.
     */
    private synchronized void drop() {
        Held now = held;
        if (now == null) {
            return;
        }
        now.leaving = true;
        boolean interrupted = false;
        while (now.users > 0) {
            try {
                wait();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (held == now) {
            held = null;
            now.model.close(); // the adapters go with the model's memory
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Requests that are answered by the engine or wait in it. */
    synchronized int busy() {
        return held == null
                ? 0
                : held.model.generator().running() + held.model.generator().waiting();
    }

    /** Native arrays of the model and its engine, 0 if it is not loaded. */
    synchronized int arrays() {
        return held == null ? 0 : held.model.liveArrays();
    }

    /** Characters that the loaded model's tokenizer has read. */
    synchronized long charactersRead() {
        return held == null ? 0 : held.model.tokenizer().charactersRead();
    }

    /** Adapters that are loaded. */
    synchronized int adapters() {
        return held == null ? 0 : held.adapters.size();
    }

    @Override
    public void close() {
        clock.shutdownNow();
        synchronized (this) {
            closed = true;
            drop();
        }
    }
}
