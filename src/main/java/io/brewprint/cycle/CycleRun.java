package io.brewprint.cycle;

import io.brewprint.config.Home;
import io.brewprint.config.PipelineConfig;
import io.brewprint.ledger.Ledger;
import io.brewprint.ledger.StageRow;
import io.brewprint.worker.StopSignal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One run while it goes on: the fixed things around it and its growing state. One thread works on it at a time. */
public final class CycleRun {
    /** The output by which stages tell the adapter version that the run is about. */
    public static final String VERSION = "version";

    private final String id;
    private final Home home;
    private final PipelineConfig config;
    private final Ledger ledger;
    private final CycleOptions options;
    private final StopSignal stop;
    private final CycleListener listener;
    private final List<StageRow> planned = new ArrayList<>();
    private final Set<String> wouldRun = new HashSet<>();
    private volatile CycleState state;

    CycleRun(
            String id,
            Home home,
            PipelineConfig config,
            Ledger ledger,
            CycleOptions options,
            StopSignal stop,
            CycleListener listener,
            CycleState state) {
        this.id = id;
        this.home = home;
        this.config = config;
        this.ledger = ledger;
        this.options = options;
        this.stop = stop;
        this.listener = listener;
        this.state = state;
    }

    /** The run's id in the ledger. */
    public String id() {
        return id;
    }

    /** The options it runs with; of a resumed run, its own mode. */
    public CycleOptions options() {
        return options;
    }

    /** How far it has come. */
    public CycleState state() {
        return state;
    }

    Home home() {
        return home;
    }

    PipelineConfig config() {
        return config;
    }

    Ledger ledger() {
        return ledger;
    }

    StopSignal stop() {
        return stop;
    }

    CycleListener listener() {
        return listener;
    }

    /** A stage is behind the run, with what it gave. */
    void completed(String stage, Map<String, Object> outputs) {
        if (!options.dryRun() && outputs.get(VERSION) instanceof Integer version) {
            ledger.runs().setVersion(id, version);
        }
        keep(state.withOutputs(outputs).withCompleted(stage));
    }

    void keep(CycleState changed) {
        state = changed;
        if (!options.dryRun()) {
            ledger.runs().saveState(id, changed.toJson());
        }
    }

    /** Ids of the stages that a dry run has found would run. */
    Set<String> wouldRun() {
        return wouldRun;
    }

    /** What a dry run would do. */
    List<StageRow> planned() {
        return planned;
    }
}
