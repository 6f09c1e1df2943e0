package io.brewprint.web;

import io.brewprint.blueprint.NodeCatalog;
import io.brewprint.config.Fault;
import io.brewprint.config.Home;
import io.brewprint.dataset.SystemPrompt;
import io.brewprint.decode.Completion;
import io.brewprint.decode.GenerationHandle;
import io.brewprint.decode.GenerationRequest;
import io.brewprint.decode.LoadedModel;
import io.brewprint.decode.Prompt;
import io.brewprint.decode.QueueFull;
import io.brewprint.llama.WeightPrecision;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/**
 * A home's base model and the adapters trained on it, answered from one copy of the weights, which is loaded when it is
 * first asked and let go when it has not been asked for a while. What is asked without a system prompt gets the one
 * that adapters are trained with.
 */
public final class EngineModel implements ChatModel, AutoCloseable {
    private static final long LOOK_MILLIS = 50;

    private final Path folder;
    private final String base;
    private final Duration limit;
    private final AdapterFolders adapters;
    private final ModelKeeper keeper;

    /**
     * The models of a home.
     *
     * @param base name of the base model under models/
     * @param precision how its weights are held
     * @param limit time for one answer
     * @param idle time without a request after which the memory is freed; zero for never
     */
    public EngineModel(Home home, String base, WeightPrecision precision, Duration limit, Duration idle) {
        this(home, base, precision, limit, idle, LoadedModel::usesGpu);
    }

    /** The same where {@code onGpu} tells whether the model lies on a device that training needs alone. */
    EngineModel(
            Home home, String base, WeightPrecision precision, Duration limit, Duration idle, BooleanSupplier onGpu) {
        folder = home.model(base);
        this.base = base;
        this.limit = limit;
        adapters = new AdapterFolders(home, base);
        keeper = new ModelKeeper(
                () -> LoadedModel.open(folder, null, precision, NodeCatalog.load(home.catalog())), idle, onGpu);
    }

    @Override
    public List<String> names() {
        List<String> names = new ArrayList<>();
        try {
            if (hasBase()) {
                names.add(base);
                names.addAll(adapters.names());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return names;
    }

    @Override
    public boolean has(String name) {
        try {
            return hasBase() && (name.equals(base) || adapters.find(name).isPresent());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean hasBase() {
        return Files.isRegularFile(folder.resolve("config.json"));
    }

    /**
     * Lends the GPU, if the model lies or would lie on one: what is being answered is cut and told why, and so is
     * whoever asks until {@link #takeBack}. On a CPU nothing changes.
     *
     * @param to what it is needed for, in words
     */
    public void lend(String to) {
        keeper.lend(to);
    }

    /** The GPU is back: the next request loads the model again. */
    public void takeBack() {
        keeper.takeBack();
    }

    /** Requests that are being answered or wait in the engine. */
    public int busy() {
        return keeper.busy();
    }

    /** Native arrays that the loaded model holds; 0 if none is loaded. */
    public int arrays() {
        return keeper.arrays();
    }

    /** Characters that the loaded model's tokenizer has read; 0 if none is loaded. */
    long charactersRead() {
        return keeper.charactersRead();
    }

    /** Adapters that are loaded. */
    int adapters() {
        return keeper.adapters();
    }

    @Override
    public Completion answer(GenerationRequest request) throws Refused, InterruptedException {
        String adapter = request.model().equals(base) ? "" : request.model();
        try (ModelKeeper.Lease lease = keeper.lease(adapter, adapters)) {
            return answer(
                    lease, request, () -> lease.ending() || request.cancelled().getAsBoolean());
        } catch (IOException | Fault e) {
            throw new Refused(Fault.of(e));
        }
    }

    private Completion answer(ModelKeeper.Lease lease, GenerationRequest request, BooleanSupplier stop)
            throws Refused, InterruptedException, IOException {
        Prompt prompt = request.prompt() instanceof Prompt.Chat chat ? chat.under(SystemPrompt.LEAN) : request.prompt();
        Completion completion;
        try {
            completion = await(
                    lease.model()
                            .submit(request.asking(prompt)
                                    .with(lease.adapter())
                                    .within(limit)
                                    // a look at the client costs a system call: one for each piece is enough
                                    .until(lease::ending)
                                    .telling(text -> request.tell(text) && !stop.getAsBoolean())),
                    stop);
        } catch (QueueFull e) {
            throw new Refused(Refused.Why.CROWD, String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException e) {
            throw new Refused(String.valueOf(e.getMessage()));
        }
        if (completion.cancelled() && lease.ending()) {
            keeper.refuseWhileAway();
            throw new Refused(Refused.Why.BUSY, "the model was needed elsewhere; try again");
        }
        return completion;
    }

    /**
     * The engine asks whether to stop at each piece; what waits in its queue, or says nothing yet, is looked after
     * here.
     */
    private static Completion await(GenerationHandle handle, BooleanSupplier stop) throws InterruptedException {
        while (true) {
            try {
                return handle.future().get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                if (stop.getAsBoolean()) {
                    handle.cancel();
                    return Completion.of("", 0, Completion.End.CANCELLED, 0, 0);
                }
            } catch (ExecutionException e) {
                throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
            } catch (InterruptedException e) {
                handle.cancel();
                throw e;
            }
        }
    }

    @Override
    public void close() {
        keeper.close();
    }
}
