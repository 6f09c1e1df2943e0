package io.brewprint.decode;

import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import io.brewprint.llama.LlamaModel;
import io.brewprint.llama.LoraAdapter;
import io.brewprint.tensor.Compute;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The layouts that an engine decodes with, one for each adapter that is asked for, and the beginnings that their
 * prompts share. Both are bounded: what was not asked for longest goes, once nobody decodes with it.
 */
final class DecodeModels implements AutoCloseable {
    private static final int MOST = 4;
    private static final int PREFIXES = 4;

    private final LlamaModel base;
    private final @Nullable Boolean copies;
    private final NDManager manager;
    private final Predicate<DecodeModel> inUse;
    private final Map<String, LoraAdapter> adapters = new ConcurrentHashMap<>();
    /** What {@link #models} holds, for those who must not wait while something is laid out or read. */
    private final Map<String, DecodeModel> current = new ConcurrentHashMap<>();

    private final Map<String, DecodeModel> models = new LinkedHashMap<>(8, 0.75f, true);
    private final List<DecodeModel> retired = new ArrayList<>();
    private final Map<DecodeModel, List<Prefix>> prefixes = new HashMap<>();

    /**
     * Lays out the base.
     *
     * @param copies whether layouts hold dense copies of the weights; null for where they pay and fit when they are
     * made
     * @param inUse whether somebody decodes with a layout
     */
    DecodeModels(LlamaModel base, @Nullable Boolean copies, NDManager manager, Predicate<DecodeModel> inUse) {
        this.base = base;
        this.copies = copies;
        this.manager = manager;
        this.inUse = inUse;
        of("", made -> {});
    }

    /** Makes an adapter known, or another one under a known name. */
    synchronized void add(String name, LoraAdapter adapter) {
        adapters.put(name, adapter);
        retire(name);
    }

    /** Forgets an adapter. */
    synchronized void remove(String name) {
        adapters.remove(name);
        retire(name);
    }

    /** Whether prompts for that adapter can be answered; never waits. */
    boolean knows(String name) {
        return name.isEmpty() || adapters.containsKey(name);
    }

    /** Whoever decodes with the layout goes on with it. */
    private void retire(String name) {
        current.remove(name);
        DecodeModel old = models.remove(name);
        if (old != null) {
            retired.add(old);
        }
        sweep();
    }

    /**
     * The layout that answers for an adapter, made when it is first asked for.
     *
     * @param claim hears of it before anybody can find that it is not in use
     * @throws IllegalArgumentException if the adapter is not known any more
     */
    synchronized DecodeModel of(String name, Consumer<DecodeModel> claim) {
        DecodeModel found = models.get(name);
        if (found == null) {
            boolean dense = copies == null ? DecodeLayout.copiesPay(base) : copies;
            found = new DecodeModel(base, name.isEmpty() ? null : adapter(name), dense, manager);
            models.put(name, found);
            current.put(name, found);
            for (String oldest : List.copyOf(models.keySet())) {
                DecodeModel model = models.get(oldest);
                if (models.size() > MOST && model != null && model != found && !inUse.test(model)) {
                    retire(oldest);
                }
            }
        }
        claim.accept(found);
        return found;
    }

    private LoraAdapter adapter(String name) {
        LoraAdapter found = adapters.get(name);
        if (found == null) {
            throw new IllegalArgumentException("no adapter is called \"" + name + "\"");
        }
        return found;
    }

    /** Whether a prompt for that adapter would be answered with this layout; never waits. */
    boolean isCurrent(DecodeModel model, String name) {
        return current.get(name) == model;
    }

    /** Closes what nobody will ask for again. */
    synchronized void sweep() {
        for (Iterator<DecodeModel> each = retired.iterator(); each.hasNext(); ) {
            DecodeModel model = each.next();
            if (!inUse.test(model)) {
                each.remove();
                List<Prefix> known = prefixes.remove(model);
                if (known != null) {
                    known.forEach(Prefix::close);
                }
                model.close();
            }
        }
    }

    /**
     * The keys and values of the first {@code length} tokens of {@code ids}, computed if they are not kept.
     *
     * @param threads of the caller's, to go back to
     */
    synchronized Prefix prefix(DecodeModel model, int[] ids, int length, int threads) {
        List<Prefix> kept = prefixes.computeIfAbsent(model, m -> new ArrayList<>());
        for (Prefix prefix : kept) {
            if (prefix.matches(ids, length)) {
                kept.remove(prefix);
                kept.add(prefix);
                return prefix;
            }
        }
        for (int i = 0; i < kept.size() && kept.size() >= PREFIXES; i++) {
            if (kept.get(i).idle()) {
                kept.remove(i--).close();
            }
        }
        JniUtils.setNumThreads(Compute.threads()); // whoever else decodes waits for it mostly
        try {
            Prefix made = new Prefix(model, Arrays.copyOf(ids, length), manager);
            kept.add(made);
            return made;
        } finally {
            JniUtils.setNumThreads(threads);
        }
    }

    /** Somebody changes what is shared. */
    synchronized void exchange(@Nullable Prefix old, @Nullable Prefix other) {
        if (old != null) {
            old.release();
        }
        if (other != null) {
            other.use();
        }
    }

    /** Number of layouts in memory. */
    synchronized int size() {
        return models.size() + retired.size();
    }

    @Override
    public synchronized void close() {
        models.values().forEach(DecodeModel::close);
        retired.forEach(DecodeModel::close);
        models.clear();
        retired.clear();
    }
}
