package io.brewprint.cli.run;

import io.brewprint.cli.command.BaseCommand;
import io.brewprint.cli.command.ExitCode;
import io.brewprint.config.Fault;
import io.brewprint.config.Home;
import io.brewprint.config.PipelineConfig;
import io.brewprint.cycle.CycleMode;
import io.brewprint.cycle.CycleOptions;
import io.brewprint.cycle.CycleReport;
import io.brewprint.route.CycleCall;
import io.brewprint.route.Parts;
import io.brewprint.tensor.Compute;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code demo}: the bundled exports through two full cycles on the bundled model; the second learns from the first. */
@Command(
        name = "demo",
        description = "Puts the example exports into the watched folder and runs two full cycles on the bundled model: "
                + "the second learns from what the first got wrong.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: brewprint demo --home my-first-home"})
public final class DemoCommand extends BaseCommand {
    /** The first makes a version and practises with it; the second learns from that. */
    private static final int TURNS = 2;

    private final Parts parts;

    public DemoCommand(Parts parts) {
        this.parts = parts;
    }

    @Override
    protected int run() throws Exception {
        Path examples = HomeSetup.program("examples/exports")
                .orElseThrow(() -> new Fault(
                        "no_examples",
                        "the example exports are not there",
                        "start the program by ./brewprint in its own folder"));
        Home home = HomeSetup.prepare(home());
        PipelineConfig config = config();
        Compute.use(config.hardware());
        int copied = HomeSetup.copy(examples, "*.txt", home.exports());
        err().println(copied + " example exports put into " + home.exports());
        List<CycleReport> reports = new ArrayList<>();
        try (ProgressView view = ProgressView.ofProcess()) {
            for (int turn = 0; turn < TURNS && done(reports); turn++) {
                reports.add(CycleCall.run(home, config, parts, CycleOptions.of(CycleMode.FULL), view));
            }
        }
        CycleReport report = reports.getLast();
        if (json()) {
            emit(RunReport.document(home, report, reports.subList(0, reports.size() - 1)));
        } else {
            for (CycleReport each : reports) {
                RunReport.lines(home, each).forEach(this::say);
            }
        }
        return RunReport.exit(report);
    }

    private static boolean done(List<CycleReport> reports) {
        return reports.stream().allMatch(report -> RunReport.exit(report) == ExitCode.DONE);
    }
}
