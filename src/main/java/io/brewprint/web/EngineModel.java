package io.brewprint.web;

import io.brewprint.blueprint.NodeCatalog;
import io.brewprint.config.Home;
import io.brewprint.dataset.SystemPrompt;
import io.brewprint.llama.Ask;
import io.brewprint.llama.ChatTemplate;
import io.brewprint.llama.Generator;
import io.brewprint.llama.Holding;
import io.brewprint.llama.LoadedModel;
import io.brewprint.llama.LoraAdapter;
import io.brewprint.llama.ModelFormatException;
import io.brewprint.llama.PeftFiles;
import io.brewprint.llama.QueueFull;
import io.brewprint.llama.Sampling;
import io.brewprint.llama.Ticket;
import io.brewprint.llama.TokenRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A home's base model and the adapters trained on it, answered from one copy of the weights, which is loaded when it is
 * first asked. What is asked without a system prompt gets the one that adapters are trained with.
 */
public final class EngineModel implements ChatModel, AutoCloseable {
    private static final long LOOK_MILLIS = 50;

    private final Home home;
    private final String base;
    private final Holding holding;
    private final Duration limit;
    private @Nullable Loaded loaded;
    private boolean closed;

    /**
     * The models of a home.
     *
     * @param base name of the base model under models/
     * @param holding how its weights are held
     * @param limit time for one answer
     */
    public EngineModel(Home home, String base, Holding holding, Duration limit) {
        this.home = home;
        this.base = base;
        this.holding = holding;
        this.limit = limit;
    }

    /** What takes memory. */
    private record Loaded(LoadedModel base, Map<String, LoraAdapter> adapters) {}

    @Override
    public List<String> names() {
        List<String> names = new ArrayList<>();
        if (Files.isRegularFile(home.model(base).resolve("config.json"))) {
            names.add(base);
            names.addAll(adapters().keySet());
        }
        return names;
    }

    @Override
    public boolean has(String name) {
        return isLoaded(name) || names().contains(name);
    }

    private synchronized boolean isLoaded(String name) {
        return loaded != null && (name.equals(base) || loaded.adapters.containsKey(name));
    }

    /** Requests that are being answered or wait in the engine. */
    public synchronized int busy() {
        return loaded == null ? 0 : loaded.base.generator().running() + loaded.base.generator().waiting();
    }

    /** Native arrays that the loaded model holds. */
    public synchronized int arrays() {
        return loaded == null ? 0 : loaded.base.liveArrays();
    }

    /** Finished adapters for the base, by the names of their folders. */
    private Map<String, Path> adapters() {
        Map<String, Path> found = new LinkedHashMap<>();
        try (var folders = Files.list(home.models())) {
            for (Path folder : folders.sorted().toList()) {
                Path done = folder.resolve("final");
                if (Files.isRegularFile(done.resolve("adapter_config.json"))
                        && PeftFiles.header(done).baseName().equals(base)) {
                    found.put(folder.getFileName().toString(), done);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    @Override
    public Reply answer(Request request, Consumer<String> piece, BooleanSupplier gone)
            throws Refused, InterruptedException {
        Loaded now = load(request.model());
        int[] ids = ids(now, request.messages());
        Sampling sampling = new Sampling(
                request.temperature(), 0, request.topP(), 1, request.seed().orElseGet(System::nanoTime),
                request.maxTokens(), request.stop());
        try {
            Ask ask = Ask.of(ids, sampling)
                    .sharing(shared(now, request.messages(), ids))
                    .with(request.model().equals(base) ? "" : request.model())
                    .within(limit)
                    .until(gone)
                    .telling(text -> {
                        piece.accept(text);
                        return !gone.getAsBoolean();
                    });
            TokenRule rule = now.base.rule(request.constrain());
            Ticket ticket = now.base.generator().submit(rule == null ? ask : ask.ruled(rule));
            Generator.Answer answer = await(ticket, gone);
            return new Reply(answer.promptTokens(), answer.tokens(), answer.finished() ? "stop" : "length");
        } catch (QueueFull e) {
            throw new Refused(Refused.Why.CROWD, String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException | IOException e) {
            throw new Refused(String.valueOf(e.getMessage()));
        }
    }

    /** The engine asks for who is gone once it has begun to answer; what still waits in its queue is looked after here. */
    private static Generator.Answer await(Ticket ticket, BooleanSupplier gone) throws InterruptedException {
        while (true) {
            try {
                return ticket.future().get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                if (gone.getAsBoolean()) {
                    ticket.cancel();
                    return new Generator.Answer("", 0, Generator.End.CANCELLED, 0, 0);
                }
            } catch (ExecutionException e) {
                throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
            } catch (InterruptedException e) {
                ticket.cancel();
                throw e;
            }
        }
    }

    private static int[] ids(Loaded now, List<Message> messages) {
        if (messages.getFirst().role().equals("raw")) {
            int[] text = now.base.tokenizer().encode(messages.getFirst().content());
            int[] ids = new int[text.length + 1];
            ids[0] = now.base.model().config().bos();
            System.arraycopy(text, 0, ids, 1, text.length);
            return ids;
        }
        List<ChatTemplate.Turn> turns = new ArrayList<>();
        if (!messages.getFirst().role().equals("system")) {
            turns.add(new ChatTemplate.Turn("system", SystemPrompt.LEAN));
        }
        messages.forEach(m -> turns.add(new ChatTemplate.Turn(m.role(), m.content())));
        return now.base.chat().conversation(turns);
    }

    /** Tokens up to the end of the system prompt, which others are likely to ask with too. */
    private static int shared(Loaded now, List<Message> messages, int[] ids) {
        if (messages.getFirst().role().equals("raw")) {
            return 0;
        }
        String system = messages.getFirst().role().equals("system") ? messages.getFirst().content() : SystemPrompt.LEAN;
        return Generator.shared(List.of(ids, now.base.chat().prompt(system, "")));
    }

    private synchronized Loaded load(String name) throws Refused {
        if (closed) {
            throw new Refused("the server is ending");
        }
        try {
            Loaded now = loaded == null ? load() : loaded;
            loaded = now;
            if (!name.equals(base) && !now.adapters.containsKey(name)) {
                Path folder = adapters().get(name);
                if (folder == null) {
                    throw new Refused("adapter " + name + " is gone");
                }
                LoraAdapter adapter = PeftFiles.read(folder, now.base.model().config(), now.base.model().scope());
                now.adapters.put(name, adapter);
                now.base.generator().adapter(name, adapter);
            }
            return now;
        } catch (IOException | ModelFormatException e) {
            throw new Refused("the model cannot be loaded: " + e.getMessage());
        }
    }

    private Loaded load() throws IOException {
        Path folder = home.model(base);
        LoadedModel model = LoadedModel.open(folder, null, holding, NodeCatalog.load(home.catalog()));
        return new Loaded(model, new LinkedHashMap<>());
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (loaded != null) {
            loaded.base.close(); // first the engine, which uses the adapters; they go with the model's memory
            loaded = null;
        }
    }
}
