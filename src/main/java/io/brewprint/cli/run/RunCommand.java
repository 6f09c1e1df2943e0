package io.brewprint.cli.run;

import io.brewprint.cli.command.BaseCommand;
import io.brewprint.config.Home;
import io.brewprint.config.PipelineConfig;
import io.brewprint.cycle.CycleMode;
import io.brewprint.cycle.CycleOptions;
import io.brewprint.cycle.CycleReport;
import io.brewprint.route.CycleCall;
import io.brewprint.route.Parts;
import io.brewprint.tensor.Compute;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code run}: one cycle. */
@Command(
        name = "run",
        description = "Runs one cycle: exports, dataset, training, exam, the next lessons.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: brewprint run --full"})
public final class RunCommand extends BaseCommand {
    private final Parts parts;

    @ArgGroup(exclusive = true)
    private @Nullable Mode mode;

    @Option(names = "--force", description = "Run stages even where nothing has changed.")
    private boolean force;

    @Option(names = "--resume", description = "Go on with the last run that ended early.")
    private boolean resume;

    @Option(names = "--dry-run", description = "Tell what would run; touch nothing.")
    private boolean dryRun;

    public RunCommand(Parts parts) {
        this.parts = parts;
    }

    static final class Mode {
        @Option(names = "--full", description = "Everything (the default).")
        private boolean full;

        @Option(names = "--data-only", description = "From exports to checked datasets.")
        private boolean dataOnly;

        @Option(names = "--train-only", description = "Training on the datasets that are there.")
        private boolean trainOnly;

        @Option(names = "--eval-only", description = "Exams of the newest adapter.")
        @SuppressWarnings("UnusedVariable") // what remains when it is none of the others
        private boolean evalOnly;

        CycleMode mode() {
            if (full) {
                return CycleMode.FULL;
            }
            return dataOnly ? CycleMode.DATA_ONLY : trainOnly ? CycleMode.TRAIN_ONLY : CycleMode.EVAL_ONLY;
        }
    }

    @Override
    protected int run() throws Exception {
        if (resume && dryRun) {
            throw usage("--resume and --dry-run exclude each other", "choose one");
        }
        CycleMode chosen = mode == null ? CycleMode.FULL : mode.mode();
        // First the home: a fresh one gets its configuration then, and the first run has to go by it.
        Home home = dryRun ? home() : HomeSetup.prepare(home());
        PipelineConfig config = dryRun ? HomeSetup.config(home) : config();
        if (chosen != CycleMode.DATA_ONLY) {
            Compute.use(config.hardware()); // nobody is to wait for the first stage that computes to hear of it
        }
        CycleReport report;
        try (ProgressView view = ProgressView.ofProcess()) {
            report = CycleCall.run(home, config, parts, new CycleOptions(chosen, force, resume, dryRun, true), view);
        }
        if (json()) {
            emit(RunReport.document(home, report));
        } else {
            RunReport.lines(home, report).forEach(this::say);
        }
        return RunReport.exit(report);
    }
}
