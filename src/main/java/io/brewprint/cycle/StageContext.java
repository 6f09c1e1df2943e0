package io.brewprint.cycle;

import io.brewprint.blueprint.NodeCatalog;
import io.brewprint.config.Home;
import io.brewprint.config.PipelineConfig;
import io.brewprint.ledger.Ledger;
import io.brewprint.worker.JobResult;
import io.brewprint.worker.JobSpec;
import io.brewprint.worker.StopSignal;
import io.brewprint.worker.StoppedException;
import io.brewprint.worker.WorkerFailed;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What a stage works with; made anew for each attempt, so that a failed one leaves nothing half given. */
public final class StageContext {
    private final CycleRun run;
    private final Stage stage;
    private final PipelineConfig config;
    private final Progress progress;
    private final int attempt;
    private final Map<String, Object> given = new LinkedHashMap<>();
    private volatile boolean abandoned;

    StageContext(CycleRun run, Stage stage, PipelineConfig config, Progress progress, int attempt) {
        this.run = run;
        this.stage = stage;
        this.config = config;
        this.progress = progress;
        this.attempt = attempt;
    }

    /** The home folder. */
    public Home home() {
        return run.home();
    }

    /** The configuration; after a failure for lack of memory a smaller one. */
    public PipelineConfig config() {
        return config;
    }

    /** The node types that hold here: the program's, and those of the home over them; read anew each time. */
    public NodeCatalog catalog() {
        return NodeCatalog.load(home().catalog());
    }

    /** The ledger. */
    public Ledger ledger() {
        return run.ledger();
    }

    /** The run's id. */
    public String runId() {
        return run.id();
    }

    /** What part of the cycle runs. */
    public CycleMode mode() {
        return run.options().mode();
    }

    /** Whether the run was told to do everything again. */
    public boolean force() {
        return run.options().force();
    }

    /** 1 for the first. */
    public int attempt() {
        return attempt;
    }

    /** Where to tell how far the work is. */
    public Progress progress() {
        alive();
        return progress;
    }

    /** Whether to end at the next safe boundary. */
    public StopSignal stop() {
        return run.stop();
    }

    /** What an earlier stage of this run (or this stage, just now) gave. */
    public <T> Optional<T> get(Key<T> key) {
        return run.state().withOutputs(given).get(key);
    }

    /**
     * {@link #get} for what must be there.
     *
     * @throws IllegalStateException naming the key
     */
    public <T> T require(Key<T> key) {
        return get(key).orElseThrow(() -> new IllegalStateException(
                "stage " + stage.id() + " needs \"" + key.name() + "\" of an earlier stage; run --full makes it"));
    }

    /** Gives a value to later stages; it counts once the stage is done. */
    public <T> void give(Key<T> key, T value) {
        alive();
        given.put(key.name(), CycleState.plain(value));
    }

    /** Names the adapter version that this run makes or examines. */
    public void version(int version) {
        alive();
        run.ledger().runs().setVersion(run.id(), version);
    }

    /**
     * Runs a job in a child JVM: its events become progress, metrics and log lines of this stage.
     *
     * @return the result that the job gave
     * @throws StoppedException where it stopped on request, with what it gave
     * @throws WorkerFailed where it failed, stalled or died
     */
    public <R extends JobResult> R runWorker(JobSpec<R> job) throws Exception {
        alive();
        return new StageWorker(this, stage).run(job);
    }

    /** The attempt is over for the run, whatever its thread still does: it can give and start nothing any more. */
    void abandon() {
        abandoned = true;
    }

    private void alive() {
        if (abandoned) {
            throw new IllegalStateException("stage " + stage.id() + " was ended");
        }
    }

    Map<String, Object> given() {
        return given;
    }
}
