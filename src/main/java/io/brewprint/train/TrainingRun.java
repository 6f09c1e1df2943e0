package io.brewprint.train;

import io.brewprint.plan.MemoryPlan;
import io.brewprint.tensor.FreeMemory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** One run over the epochs, from wherever its state stands: order, schedule, evaluations, checkpoints, early stop. */
final class TrainingRun {
    /** Updates left out one after the other, because loss or gradient was not finite, after which there is no hope. */
    private static final int HOPELESS = 10;

    private final TrainingOptions options;
    private final List<Example> examples;
    private final List<Batch> validation = new ArrayList<>();
    private final int shared;
    private final double limitPerSecond;
    private final Trainee trainee;
    private final Optimizer optimizer;
    private final Stepper stepper;
    private final Checkpoints checkpoints;
    private final TrainingListener listener;
    private final List<Double> recent = new ArrayList<>();
    private final int stepsPerEpoch;
    private final Schedule schedule;
    private List<List<Example>> order;
    private int orderOf;
    private TrainerState state;
    private double evalLoss = Double.NaN;
    private int notFinite;

    TrainingRun(
            TrainingOptions options,
            List<Example> examples,
            List<Example> validation,
            boolean prefixPacking,
            double limitPerSecond,
            Trainee trainee,
            Optimizer optimizer,
            Stepper stepper,
            Checkpoints checkpoints,
            TrainingListener listener) {
        this.options = options;
        this.limitPerSecond = limitPerSecond;
        this.examples = examples;
        this.trainee = trainee;
        this.optimizer = optimizer;
        this.stepper = stepper;
        this.checkpoints = checkpoints;
        this.listener = listener;
        List<Example> all = new ArrayList<>(examples);
        all.addAll(validation);
        shared = prefixPacking ? SharedPrefix.of(all) : 0;
        for (int i = 0; i < validation.size(); i += options.batchSize()) {
            this.validation.add(Batch.of(
                    validation.subList(i, Math.min(i + options.batchSize(), validation.size())), shared));
        }
        order = EpochOrder.batches(examples, options.batchSize(), options.seed(), orderOf);
        stepsPerEpoch = Math.ceilDiv(order.size(), options.accumulation());
        int total = Math.multiplyExact(stepsPerEpoch, options.epochs());
        schedule = new Schedule(
                options.schedule(), options.learningRate(), Math.min(options.warmupSteps(), total / 4), total, 0);
        state = TrainerState.fresh(total, options);
    }

    /** Goes on from a checkpoint's state. */
    void resume(TrainerState from) {
        state = from;
    }

    int step() {
        return state.globalStep();
    }

    TrainerState state() {
        return state;
    }

    double evalLoss() {
        return evalLoss;
    }

    boolean lastIsWorseThanBest() {
        return evalLoss > state.best();
    }

    /** Trains to the end; false if a stop was requested, for which a checkpoint was written. */
    boolean run() throws IOException {
        int total = state.maxSteps();
        while (state.globalStep() < total) {
            if (listener.stopRequested()) {
                checkpoints.save(trainee, optimizer, state);
                return false;
            }
            update();
            boolean last = state.globalStep() == total;
            if (!validation.isEmpty() && (last || state.globalStep() % options.evalSteps() == 0)) {
                evaluate();
                if (options.patience() > 0 && state.evaluationsWithoutGain() >= options.patience()) {
                    listener.note("ended early at step " + state.globalStep() + ": " + options.patience()
                            + " evaluations without a better loss");
                    return true;
                }
            }
            if (!last && state.globalStep() % options.saveSteps() == 0) {
                checkpoints.save(trainee, optimizer, state);
            }
        }
        return true;
    }

    private void evaluate() throws IOException {
        evalLoss = stepper.evaluate(validation, listener);
        if (state.evaluated(epoch(), evalLoss) && options.loadBest()) {
            checkpoints.saveBest(trainee);
        }
        listener.evaluated(state.globalStep(), evalLoss);
    }

    private void update() {
        int step = state.globalStep();
        List<List<Example>> epoch = order(step / stepsPerEpoch);
        int first = step % stepsPerEpoch * options.accumulation();
        List<Batch> window = epoch.subList(first, Math.min(first + options.accumulation(), epoch.size())).stream()
                .flatMap(e -> parts(e, stepper.atOnce()))
                .map(e -> Batch.of(e, shared))
                .toList();
        long start = System.nanoTime();
        // the seed goes by the step: a resumed training draws the dropout that the uninterrupted one would have drawn
        Stepper.Result result =
                stepper.step(window, schedule.at(step), options.maxGradNorm(), options.seed() * 31 + step * 65_537L);
        double seconds = (System.nanoTime() - start) / 1e9;
        int tokens = window.stream().mapToInt(Batch::tokens).sum();
        state.step((step + 1) / (double) stepsPerEpoch, result.loss(), schedule.at(step), result.gradNorm(), tokens);
        refuse(result);
        recent.add(result.loss());
        if (recent.size() > 10) {
            recent.removeFirst();
        }
        listener.step(
                state.globalStep(),
                state.maxSteps(),
                result.loss(),
                schedule.at(step),
                result.gradNorm(),
                tokens / seconds);
        if (state.globalStep() % options.loggingSteps() == 0) {
            listener.resources(
                    state.globalStep(),
                    tokens / seconds / limitPerSecond,
                    FreeMemory.peak().stream()
                            .mapToDouble(MemoryPlan::gib)
                            .findFirst()
                            .orElse(Double.NaN));
        }
    }

    /** A micro-batch in as many parts as are computed at once: every label weighs the same in whatever part it is. */
    private static Stream<List<Example>> parts(List<Example> batch, int count) {
        int each = Math.ceilDiv(batch.size(), count);
        return IntStream.range(0, Math.ceilDiv(batch.size(), each))
                .mapToObj(i -> batch.subList(i * each, Math.min(batch.size(), (i + 1) * each)));
    }

    private void refuse(Stepper.Result result) {
        if (result.finite()) {
            notFinite = 0;
            return;
        }
        listener.note("step " + state.globalStep() + ": loss or gradient is not finite; the update was left out");
        if (++notFinite == HOPELESS) {
            throw new IllegalStateException(
                    "loss or gradient was not finite " + HOPELESS + " times in a row, up to step " + state.globalStep()
                            + ": lower training.learning_rate, or look at the rows of that epoch");
        }
    }

    private List<List<Example>> order(int epoch) {
        if (epoch != orderOf) {
            order = EpochOrder.batches(examples, options.batchSize(), options.seed(), epoch);
            orderOf = epoch;
        }
        return order;
    }

    private double epoch() {
        return state.globalStep() / (double) stepsPerEpoch;
    }

    double recentLoss() {
        return recent.stream().mapToDouble(d -> d).average().orElse(Double.NaN);
    }
}
